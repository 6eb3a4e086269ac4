CREATE SEQUENCE `job_number` start with 1 minvalue 1 maxvalue 9223372036854775806 increment by 0 cache 1000 nocycle ENGINE=InnoDB;
CREATE TABLE `address_policy` (
  `policy` varchar(30) NOT NULL,
  `requests` int(10) unsigned NOT NULL COMMENT 'of one address in period_s seconds',
  `period_s` int(10) unsigned NOT NULL,
  PRIMARY KEY (`policy`),
  CONSTRAINT `address_policy_positive` CHECK (`requests` > 0 and `period_s` between 1 and 86400)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `address_window` (
  `address` varbinary(16) NOT NULL COMMENT 'IPv4, or the first half of IPv6: one customer has all the rest',
  `started_at` datetime(6) NOT NULL,
  `ends_at` datetime(6) NOT NULL,
  `used` int(10) unsigned NOT NULL,
  PRIMARY KEY (`address`),
  KEY `ends_at` (`ends_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `api_key` (
  `key_hash` binary(32) NOT NULL COMMENT 'SHA-256 of the key; the key itself is shown once and kept nowhere',
  `tenant_id` int(10) unsigned NOT NULL,
  `tenant_active` tinyint(1) NOT NULL COMMENT 'follows the tenant''s, so that each call looks up one row less',
  `key_id` uuid NOT NULL,
  `name` varchar(100) NOT NULL,
  `hint` varchar(12) NOT NULL COMMENT 'the first letters, to tell keys apart',
  `scopes` set('documents:read','documents:write') NOT NULL,
  `requests` int(10) unsigned DEFAULT NULL COMMENT 'NULL: as the tenant''s other keys',
  `period_s` int(10) unsigned DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `expires_at` datetime(6) DEFAULT NULL,
  `revoked_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`key_hash`),
  UNIQUE KEY `key_id` (`tenant_id`,`key_id`),
  KEY `api_key_tenant` (`tenant_id`,`tenant_active`),
  CONSTRAINT `api_key_tenant` FOREIGN KEY (`tenant_id`, `tenant_active`) REFERENCES `tenant` (`tenant_id`, `active`) ON UPDATE CASCADE,
  CONSTRAINT `api_key_scopes` CHECK (`scopes` <> ''),
  CONSTRAINT `api_key_rate` CHECK (`requests` is null = (`period_s` is null) and (`requests` is null or `requests` > 0) and (`period_s` is null or `period_s` between 1 and 86400))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `audit` (
  `audit_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `tenant_id` int(10) unsigned DEFAULT NULL COMMENT 'NULL: a row of the whole installation',
  `at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `actor` varchar(200) NOT NULL,
  `action` varchar(60) NOT NULL,
  `object` varchar(100) NOT NULL,
  `before_value` longtext DEFAULT NULL CHECK (json_valid(`before_value`)),
  `after_value` longtext DEFAULT NULL CHECK (json_valid(`after_value`)),
  PRIMARY KEY (`audit_id`),
  KEY `tenant` (`tenant_id`,`audit_id`),
  CONSTRAINT `audit_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
DELIMITER ;;
CREATE TRIGGER audit_is_append_only_1 BEFORE UPDATE ON audit FOR EACH ROW
    SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'audit_is_append_only'
;;
DELIMITER ;
DELIMITER ;;
CREATE TRIGGER audit_is_append_only_2 BEFORE DELETE ON audit FOR EACH ROW
    SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'audit_is_append_only'
;;
DELIMITER ;
CREATE TABLE `audited_table` (
  `name` varchar(64) NOT NULL,
  `object_columns` varchar(200) NOT NULL COMMENT 'what names a row, joined by commas',
  `secret_columns` varchar(200) NOT NULL DEFAULT '' COMMENT 'never written down, joined by commas',
  `service_columns` varchar(200) NOT NULL DEFAULT '' COMMENT 'changed by the service as it works: not told of',
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `document` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `subject_kind` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'document',
  `media_id` uuid NOT NULL,
  `pipeline` varchar(30) NOT NULL,
  `document_type` varchar(30) DEFAULT NULL COMMENT 'NULL: the built-in type of its pipeline',
  `status` varchar(30) NOT NULL,
  `filename` varchar(255) NOT NULL COMMENT 'the client''s name for it, for showing only',
  `priority` tinyint(3) unsigned NOT NULL DEFAULT 5,
  `page_count` smallint(5) unsigned DEFAULT NULL,
  `text_length` int(10) unsigned DEFAULT NULL,
  `confidence` decimal(4,3) DEFAULT NULL COMMENT 'mean over the words',
  `result_key` varchar(300) DEFAULT NULL COMMENT 'result.html in the blob store',
  `pdf_key` varchar(300) DEFAULT NULL COMMENT 'the searchable PDF of this reading in the blob store, once it was asked for',
  `quality_score` decimal(4,3) DEFAULT NULL,
  `predicted_accuracy` decimal(4,3) DEFAULT NULL,
  `needs_review` tinyint(1) NOT NULL DEFAULT 0,
  `findings` longtext NOT NULL DEFAULT '[]' COMMENT '[{code, detail, field?}]: what a reviewer should look at' CHECK (json_valid(`findings`)),
  `error_code` varchar(40) DEFAULT NULL,
  `error_detail` varchar(500) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `started_at` datetime(6) DEFAULT NULL,
  `updated_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `finished_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`tenant_id`,`document_id`),
  KEY `media` (`tenant_id`,`media_id`),
  KEY `document_of_type` (`tenant_id`,`document_type`),
  KEY `status` (`pipeline`,`status`,`tenant_id`,`updated_at`),
  KEY `document_subject` (`tenant_id`,`subject_kind`,`document_id`),
  CONSTRAINT `document_known_status` FOREIGN KEY (`pipeline`, `status`) REFERENCES `document_status` (`pipeline`, `status`),
  CONSTRAINT `document_media` FOREIGN KEY (`tenant_id`, `media_id`) REFERENCES `media` (`tenant_id`, `media_id`),
  CONSTRAINT `document_of_type` FOREIGN KEY (`tenant_id`, `document_type`) REFERENCES `document_type` (`tenant_id`, `name`),
  CONSTRAINT `document_subject` FOREIGN KEY (`tenant_id`, `subject_kind`, `document_id`) REFERENCES `subject` (`tenant_id`, `subject_kind`, `subject_id`),
  CONSTRAINT `document_priority` CHECK (`priority` between 1 and 10),
  CONSTRAINT `document_scores` CHECK ((`quality_score` is null or `quality_score` between 0 and 1) and (`predicted_accuracy` is null or `predicted_accuracy` between 0 and 1) and (`confidence` is null or `confidence` between 0 and 1)),
  CONSTRAINT `document_own_pipeline` CHECK (`pipeline`  not like '%:%' or `pipeline` like concat(`tenant_id`,':%')),
  CONSTRAINT `document_subject_kind` CHECK (`subject_kind` = 'document')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `document_status` (
  `pipeline` varchar(30) NOT NULL,
  `status` varchar(30) NOT NULL,
  `name` varchar(60) NOT NULL,
  `description` varchar(200) NOT NULL,
  `step_number` tinyint(3) unsigned NOT NULL,
  `total_steps` tinyint(3) unsigned NOT NULL COMMENT 'the pipeline''s',
  `is_final` tinyint(1) NOT NULL,
  `is_failure` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'final, and without a result',
  PRIMARY KEY (`pipeline`,`status`),
  KEY `document_status_pipeline` (`pipeline`,`total_steps`),
  CONSTRAINT `document_status_pipeline` FOREIGN KEY (`pipeline`, `total_steps`) REFERENCES `pipeline` (`pipeline`, `total_steps`) ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `document_tag` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `tag` varchar(40) NOT NULL,
  PRIMARY KEY (`tenant_id`,`document_id`,`tag`),
  CONSTRAINT `document_tag_document` FOREIGN KEY (`tenant_id`, `document_id`) REFERENCES `document` (`tenant_id`, `document_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `document_type` (
  `tenant_id` int(10) unsigned NOT NULL,
  `name` varchar(30) NOT NULL COMMENT 'invoice: what the tenant adds to the built-in type',
  `base` varchar(30) DEFAULT NULL COMMENT 'the built-in type whose fields and checks it has too',
  `pipeline` varchar(30) NOT NULL,
  `min_quality` decimal(4,3) DEFAULT NULL COMMENT 'approved from here on; NULL: the built-in threshold',
  `min_accuracy` decimal(4,3) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  PRIMARY KEY (`tenant_id`,`name`),
  KEY `document_type_base` (`base`),
  KEY `document_type_pipeline` (`pipeline`),
  CONSTRAINT `document_type_base` FOREIGN KEY (`base`) REFERENCES `pipeline` (`pipeline`),
  CONSTRAINT `document_type_pipeline` FOREIGN KEY (`pipeline`) REFERENCES `pipeline` (`pipeline`),
  CONSTRAINT `document_type_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `document_type_name` CHECK (`name` <> 'invoice' or `base` = 'invoice'),
  CONSTRAINT `document_type_thresholds` CHECK ((`min_quality` is null or `min_quality` between 0 and 1) and (`min_accuracy` is null or `min_accuracy` between 0 and 1)),
  CONSTRAINT `document_type_own_pipeline` CHECK (`pipeline`  not like '%:%' or `pipeline` like concat(`tenant_id`,':%'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `document_type_field` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_type` varchar(30) NOT NULL,
  `name` varchar(40) NOT NULL COMMENT 'of a built-in field: what the tenant adds to it',
  `position` smallint(5) unsigned NOT NULL,
  `kind` enum('text','date','amount') NOT NULL,
  `required` tinyint(1) NOT NULL DEFAULT 0,
  `labels` longtext NOT NULL DEFAULT '[]' COMMENT 'what is printed beside it' CHECK (json_valid(`labels`)),
  `prompt_hint` varchar(500) DEFAULT NULL COMMENT 'for a language model',
  `min_confidence` decimal(4,3) DEFAULT NULL COMMENT 'below it a person looks at the document',
  `removed_at` datetime(6) DEFAULT NULL COMMENT 'not looked for any more; documents that have it keep it',
  PRIMARY KEY (`tenant_id`,`document_type`,`name`),
  UNIQUE KEY `kind` (`tenant_id`,`document_type`,`name`,`kind`),
  CONSTRAINT `document_type_field_of` FOREIGN KEY (`tenant_id`, `document_type`) REFERENCES `document_type` (`tenant_id`, `name`) ON DELETE CASCADE,
  CONSTRAINT `document_type_field_confidence` CHECK (`min_confidence` is null or `min_confidence` between 0 and 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `document_version` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `number` int(10) unsigned NOT NULL COMMENT '1 is the oldest',
  `status` varchar(30) NOT NULL,
  `page_count` smallint(5) unsigned DEFAULT NULL,
  `pages` longtext NOT NULL COMMENT '[{number, width, height, dpi, source, confidence, words}]: what the boxes lie on' CHECK (json_valid(`pages`)),
  `text_length` int(10) unsigned DEFAULT NULL,
  `confidence` decimal(4,3) DEFAULT NULL,
  `result_key` varchar(300) DEFAULT NULL COMMENT 'result.html of this reading, which has its text',
  `quality_score` decimal(4,3) DEFAULT NULL,
  `predicted_accuracy` decimal(4,3) DEFAULT NULL,
  `needs_review` tinyint(1) NOT NULL,
  `findings` longtext NOT NULL CHECK (json_valid(`findings`)),
  `error_code` varchar(40) DEFAULT NULL,
  `error_detail` varchar(500) DEFAULT NULL,
  `made_at` datetime(6) NOT NULL COMMENT 'when the document came to this status',
  `kept_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6) COMMENT 'when the next reading was asked for',
  `kept_by` varchar(200) NOT NULL COMMENT 'who asked for it: key:<id>, or account:<name of the database account>',
  `next_step` varchar(30) NOT NULL COMMENT 'the step that the next reading began with',
  PRIMARY KEY (`tenant_id`,`document_id`,`number`),
  CONSTRAINT `document_version_document` FOREIGN KEY (`tenant_id`, `document_id`) REFERENCES `document` (`tenant_id`, `document_id`),
  CONSTRAINT `document_version_number` CHECK (`number` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
DELIMITER ;;
CREATE TRIGGER document_version_is_immutable BEFORE UPDATE ON document_version FOR EACH ROW
    SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'version_is_immutable'
;;
DELIMITER ;
CREATE TABLE `einvoice` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `content` longtext NOT NULL COMMENT 'all that was read of the XML, for the steps' CHECK (json_valid(`content`)),
  `summary` longtext NOT NULL COMMENT 'what clients are shown of it' CHECK (json_valid(`summary`)),
  PRIMARY KEY (`tenant_id`,`document_id`),
  CONSTRAINT `einvoice_document` FOREIGN KEY (`tenant_id`, `document_id`) REFERENCES `document` (`tenant_id`, `document_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `event` (
  `event_id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `tenant_id` int(10) unsigned NOT NULL,
  `seq` bigint(20) unsigned DEFAULT NULL COMMENT 'its number among the tenant''s, without gaps; NULL: not numbered yet',
  `position` bigint(20) unsigned DEFAULT NULL COMMENT 'its number among all',
  `type` varchar(60) NOT NULL,
  `subject_kind` varchar(20) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `subject_id` uuid DEFAULT NULL,
  `payload` longtext NOT NULL CHECK (json_valid(`payload`)),
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  PRIMARY KEY (`event_id`),
  UNIQUE KEY `seq` (`tenant_id`,`seq`),
  UNIQUE KEY `position` (`position`),
  KEY `subject` (`tenant_id`,`subject_kind`,`subject_id`,`event_id`),
  CONSTRAINT `event_subject` FOREIGN KEY (`tenant_id`, `subject_kind`, `subject_id`) REFERENCES `subject` (`tenant_id`, `subject_kind`, `subject_id`),
  CONSTRAINT `event_about` CHECK (`subject_kind` is null = (`subject_id` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `event_head` (
  `tenant_id` int(10) unsigned NOT NULL,
  `last_seq` bigint(20) unsigned NOT NULL,
  `first_seq` bigint(20) unsigned NOT NULL DEFAULT 1 COMMENT 'the oldest that is kept',
  PRIMARY KEY (`tenant_id`),
  CONSTRAINT `event_head_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `event_keep` (
  `for_tenant` int(10) unsigned NOT NULL COMMENT '0: tenants that have no policy of their own',
  `keep_s` int(10) unsigned NOT NULL COMMENT 'an older event is forgotten',
  `keep_count` bigint(20) unsigned NOT NULL COMMENT 'so many of the latest are kept at the most',
  PRIMARY KEY (`for_tenant`),
  CONSTRAINT `event_keep_some` CHECK (`keep_s` > 0 and `keep_count` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `event_log` (
  `log_id` tinyint(3) unsigned NOT NULL COMMENT '1: there is one log',
  `last_position` bigint(20) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`log_id`),
  CONSTRAINT `event_log_one` CHECK (`log_id` = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `event_type` (
  `type` varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject_kind` varchar(20) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL COMMENT 'what it tells of; NULL: of no subject',
  `description` varchar(300) NOT NULL,
  `payload_schema` longtext NOT NULL COMMENT 'JSON Schema, 2020-12' CHECK (json_valid(`payload_schema`)),
  `example` longtext NOT NULL COMMENT 'a payload' CHECK (json_valid(`example`)),
  PRIMARY KEY (`type`),
  KEY `event_type_subject` (`subject_kind`),
  CONSTRAINT `event_type_subject` FOREIGN KEY (`subject_kind`) REFERENCES `subject_kind` (`subject_kind`),
  CONSTRAINT `event_type_word` CHECK (`type` regexp '^[a-z_]+[.][a-z_]+$')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `field` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `pipeline` varchar(30) DEFAULT NULL COMMENT 'of a built-in field',
  `document_type` varchar(30) DEFAULT NULL COMMENT 'of a tenant''s own',
  `name` varchar(40) NOT NULL,
  `kind` enum('text','date','amount') NOT NULL,
  `value` varchar(1000) NOT NULL COMMENT 'canonical: text, yyyy-mm-dd, 1234.56',
  `raw` varchar(1000) DEFAULT NULL COMMENT 'NULL where it was derived',
  `page` smallint(5) unsigned DEFAULT NULL,
  `box_left` int(11) DEFAULT NULL,
  `box_top` int(11) DEFAULT NULL,
  `box_right` int(11) DEFAULT NULL,
  `box_bottom` int(11) DEFAULT NULL,
  `words` longtext DEFAULT NULL CHECK (json_valid(`words`)),
  `confidence` decimal(4,3) NOT NULL,
  `source` enum('rules','llm','derived','xml') NOT NULL,
  `rule` varchar(60) NOT NULL,
  PRIMARY KEY (`tenant_id`,`document_id`,`name`),
  KEY `field_on_page` (`tenant_id`,`document_id`,`page`),
  KEY `field_known` (`pipeline`,`name`,`kind`),
  KEY `field_of_type` (`tenant_id`,`document_type`,`name`,`kind`),
  CONSTRAINT `field_known` FOREIGN KEY (`pipeline`, `name`, `kind`) REFERENCES `field_type` (`pipeline`, `name`, `kind`),
  CONSTRAINT `field_of_document` FOREIGN KEY (`tenant_id`, `document_id`) REFERENCES `document` (`tenant_id`, `document_id`),
  CONSTRAINT `field_of_type` FOREIGN KEY (`tenant_id`, `document_type`, `name`, `kind`) REFERENCES `document_type_field` (`tenant_id`, `document_type`, `name`, `kind`),
  CONSTRAINT `field_on_page` FOREIGN KEY (`tenant_id`, `document_id`, `page`) REFERENCES `page` (`tenant_id`, `document_id`, `number`),
  CONSTRAINT `field_confidence` CHECK (`confidence` between 0 and 1),
  CONSTRAINT `field_canonical` CHECK (`kind` = 'text' or `kind` = 'date' and `value` regexp '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' or `kind` = 'amount' and `value` regexp '^-?[0-9]{1,15}[.][0-9]{2}$'),
  CONSTRAINT `field_origin` CHECK (`pipeline` is null <> (`document_type` is null)),
  CONSTRAINT `field_evidence` CHECK (`source` in ('derived','xml') or `page` is not null and `box_left` is not null and `raw` is not null)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `field_type` (
  `pipeline` varchar(30) NOT NULL,
  `name` varchar(40) NOT NULL,
  `position` tinyint(3) unsigned NOT NULL,
  `kind` enum('text','date','amount') NOT NULL,
  PRIMARY KEY (`pipeline`,`name`),
  UNIQUE KEY `position` (`pipeline`,`position`),
  UNIQUE KEY `kind` (`pipeline`,`name`,`kind`),
  CONSTRAINT `field_type_pipeline` FOREIGN KEY (`pipeline`) REFERENCES `pipeline` (`pipeline`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `idempotency` (
  `tenant_id` int(10) unsigned NOT NULL,
  `route` varchar(100) NOT NULL,
  `once` binary(32) NOT NULL COMMENT 'SHA-256 of the client''s Idempotency-Key',
  `fingerprint` binary(32) NOT NULL COMMENT 'of all that the request asked for',
  `status` smallint(5) unsigned DEFAULT NULL COMMENT 'of the answer; NULL only within the transaction that makes it',
  `body` mediumtext DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  PRIMARY KEY (`tenant_id`,`route`,`once`),
  KEY `created_at` (`created_at`),
  CONSTRAINT `idempotency_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `idempotency_answer` CHECK (`status` is null = (`body` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `job` (
  `tenant_id` int(10) unsigned NOT NULL,
  `job_id` bigint(20) unsigned NOT NULL,
  `queue_id` smallint(5) unsigned NOT NULL,
  `kind` varchar(30) NOT NULL COMMENT 'what is to be done: a step, a part of one, or a task of its own',
  `subject_kind` varchar(20) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `subject_id` uuid DEFAULT NULL COMMENT 'what it is about; none for a task of its own',
  `label` varchar(60) DEFAULT NULL COMMENT 'which of several, for people: page 3',
  `join_job` bigint(20) unsigned DEFAULT NULL COMMENT 'the job that waits until all its parts are done',
  `payload` longtext DEFAULT NULL CHECK (json_valid(`payload`)),
  `priority` tinyint(3) unsigned NOT NULL,
  `unique_key` varchar(150) DEFAULT NULL,
  `limit_id` int(10) unsigned DEFAULT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `claimed_at` datetime(6) DEFAULT NULL COMMENT 'the last time, once it has ended',
  `finished_at` datetime(6) DEFAULT NULL,
  `outcome` enum('done','failed','dead','cancelled') DEFAULT NULL,
  `fence` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'where a requeue goes on counting',
  `failures` smallint(5) unsigned NOT NULL DEFAULT 0,
  `crashes` smallint(5) unsigned NOT NULL DEFAULT 0,
  `error_code` varchar(40) DEFAULT NULL COMMENT 'of the last attempt that failed',
  `error_detail` varchar(500) DEFAULT NULL,
  PRIMARY KEY (`tenant_id`,`job_id`),
  KEY `finished` (`queue_id`,`outcome`,`finished_at`),
  KEY `subject` (`tenant_id`,`subject_kind`,`subject_id`),
  KEY `members` (`tenant_id`,`join_job`),
  CONSTRAINT `job_subject` FOREIGN KEY (`tenant_id`, `subject_kind`, `subject_id`) REFERENCES `subject` (`tenant_id`, `subject_kind`, `subject_id`),
  CONSTRAINT `job_priority` CHECK (`priority` between 1 and 10),
  CONSTRAINT `job_ended` CHECK (`finished_at` is null = (`outcome` is null)),
  CONSTRAINT `job_about` CHECK (`subject_kind` is null = (`subject_id` is null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `job_history` (
  `tenant_id` int(10) unsigned NOT NULL,
  `job_id` bigint(20) unsigned NOT NULL,
  `queue_id` smallint(5) unsigned NOT NULL,
  `kind` varchar(30) NOT NULL,
  `subject_kind` varchar(20) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `subject_id` uuid DEFAULT NULL,
  `label` varchar(60) DEFAULT NULL,
  `created_at` datetime(6) NOT NULL,
  `finished_at` datetime(6) NOT NULL,
  `outcome` enum('done','failed','dead','cancelled') NOT NULL,
  `failures` smallint(5) unsigned NOT NULL,
  `crashes` smallint(5) unsigned NOT NULL,
  `error_code` varchar(40) DEFAULT NULL,
  `error_detail` varchar(500) DEFAULT NULL,
  PRIMARY KEY (`tenant_id`,`job_id`),
  KEY `finished` (`queue_id`,`finished_at`),
  CONSTRAINT `job_history_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `job_limit` (
  `limit_id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `tenant_id` int(10) unsigned NOT NULL COMMENT '0: shared by all tenants, such as a provider''s',
  `queue_id` smallint(5) unsigned NOT NULL,
  `name` varchar(100) NOT NULL COMMENT 'the limit key',
  `max_running` smallint(5) unsigned DEFAULT NULL COMMENT 'NULL: as the queue says',
  `rate_count` smallint(5) unsigned DEFAULT NULL COMMENT 'NULL: as the queue says',
  `rate_period_s` int(10) unsigned DEFAULT NULL,
  `admitted` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'jobs of the key that are ready or running',
  `waiting` int(10) unsigned NOT NULL DEFAULT 0,
  `turn` smallint(5) unsigned NOT NULL DEFAULT 0 COMMENT 'the next of the rate''s turns',
  PRIMARY KEY (`limit_id`),
  UNIQUE KEY `name` (`tenant_id`,`queue_id`,`name`),
  KEY `waiting` (`queue_id`,`waiting`),
  CONSTRAINT `job_limit_queue` FOREIGN KEY (`queue_id`) REFERENCES `queue` (`queue_id`),
  CONSTRAINT `job_limit_values` CHECK (coalesce(`max_running`,1) > 0 and coalesce(`rate_count`,1) between 1 and 10000 and `rate_count` is null = (`rate_period_s` is null) and coalesce(`rate_period_s`,1) > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `job_limit_tenant` (
  `limit_id` int(10) unsigned NOT NULL,
  `tenant_id` int(10) unsigned NOT NULL,
  `admitted` int(10) unsigned NOT NULL COMMENT 'of the key''s, those of this tenant: never more than its window',
  PRIMARY KEY (`limit_id`,`tenant_id`),
  CONSTRAINT `job_limit_tenant_limit` FOREIGN KEY (`limit_id`) REFERENCES `job_limit` (`limit_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `job_limit_turn` (
  `limit_id` int(10) unsigned NOT NULL,
  `turn` smallint(5) unsigned NOT NULL,
  `at` datetime(6) NOT NULL COMMENT 'when a job took it; free again a period later',
  PRIMARY KEY (`limit_id`,`turn`),
  CONSTRAINT `job_limit_turn_limit` FOREIGN KEY (`limit_id`) REFERENCES `job_limit` (`limit_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `job_limit_waiting` (
  `limit_id` int(10) unsigned NOT NULL,
  `tenant_id` int(10) unsigned NOT NULL DEFAULT 0,
  `claim_key` bigint(20) unsigned NOT NULL,
  `job_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`limit_id`,`tenant_id`,`claim_key`,`job_id`),
  KEY `job_limit_waiting_job` (`job_id`),
  CONSTRAINT `job_limit_waiting_job` FOREIGN KEY (`job_id`) REFERENCES `job_live` (`job_id`),
  CONSTRAINT `job_limit_waiting_limit` FOREIGN KEY (`limit_id`) REFERENCES `job_limit` (`limit_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `job_live` (
  `job_id` bigint(20) unsigned NOT NULL,
  `tenant_id` int(10) unsigned NOT NULL,
  `queue_id` smallint(5) unsigned NOT NULL,
  `has_subject` tinyint(1) NOT NULL DEFAULT 0,
  `state` enum('scheduled','waiting','ready','running') NOT NULL COMMENT 'waiting: for its parts, or for its limit key',
  `claim_key` bigint(20) unsigned NOT NULL COMMENT 'lower goes first: microseconds since 1970, a minute per priority',
  `due` datetime(6) NOT NULL COMMENT 'scheduled: when it is ready; ready: since when; running: when the lease ends',
  `fence` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'number of the claim; an older holder can write nothing',
  `failures` smallint(5) unsigned NOT NULL DEFAULT 0,
  `crashes` smallint(5) unsigned NOT NULL DEFAULT 0,
  `worker_id` bigint(20) unsigned DEFAULT NULL COMMENT 'who holds the lease',
  `limit_id` int(10) unsigned DEFAULT NULL,
  `has_turn` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'due is its turn in the rate of its limit key',
  `members_left` smallint(5) unsigned NOT NULL DEFAULT 0 COMMENT 'of a join: members that have not ended, and one while members are still being added',
  `claimed_at` datetime(6) DEFAULT NULL COMMENT 'the last time',
  `waited_ms` int(10) unsigned NOT NULL DEFAULT 0 COMMENT 'from ready to the last claim',
  PRIMARY KEY (`job_id`),
  UNIQUE KEY `job` (`tenant_id`,`job_id`),
  KEY `claim` (`queue_id`,`tenant_id`,`state`,`claim_key`,`job_id`),
  KEY `due` (`queue_id`,`state`,`due`,`job_id`),
  CONSTRAINT `job_live_job` FOREIGN KEY (`tenant_id`, `job_id`) REFERENCES `job` (`tenant_id`, `job_id`),
  CONSTRAINT `job_live_held` CHECK (`state` = 'running' = (`worker_id` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `job_unique` (
  `tenant_id` int(10) unsigned NOT NULL,
  `queue_id` smallint(5) unsigned NOT NULL,
  `unique_key` varchar(150) NOT NULL,
  `job_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`tenant_id`,`queue_id`,`unique_key`),
  KEY `job_unique_job` (`tenant_id`,`job_id`),
  CONSTRAINT `job_unique_job` FOREIGN KEY (`tenant_id`, `job_id`) REFERENCES `job` (`tenant_id`, `job_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `key_window` (
  `tenant_id` int(10) unsigned NOT NULL,
  `key_id` uuid NOT NULL,
  `started_at` datetime(6) NOT NULL,
  `used` int(10) unsigned NOT NULL COMMENT 'requests handed to the processes, in blocks',
  PRIMARY KEY (`tenant_id`,`key_id`),
  CONSTRAINT `key_window_key` FOREIGN KEY (`tenant_id`, `key_id`) REFERENCES `api_key` (`tenant_id`, `key_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `keyword_rule` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_type` varchar(30) NOT NULL,
  `name` varchar(40) NOT NULL,
  `phrase` varchar(200) NOT NULL,
  `effect` enum('review','type','tag') NOT NULL,
  `target_type` varchar(30) DEFAULT NULL,
  `tag` varchar(40) DEFAULT NULL,
  PRIMARY KEY (`tenant_id`,`document_type`,`name`),
  KEY `keyword_rule_target` (`tenant_id`,`target_type`),
  CONSTRAINT `keyword_rule_of` FOREIGN KEY (`tenant_id`, `document_type`) REFERENCES `document_type` (`tenant_id`, `name`) ON DELETE CASCADE,
  CONSTRAINT `keyword_rule_target` FOREIGN KEY (`tenant_id`, `target_type`) REFERENCES `document_type` (`tenant_id`, `name`),
  CONSTRAINT `keyword_rule_effect` CHECK (`effect` = 'type' = (`target_type` is not null) and `effect` = 'tag' = (`tag` is not null))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `line_item` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `number` smallint(5) unsigned NOT NULL COMMENT '1 is the first',
  `id` varchar(100) DEFAULT NULL COMMENT 'the sender''s number of the line',
  `article` varchar(200) DEFAULT NULL,
  `name` varchar(1000) DEFAULT NULL,
  `description` varchar(1000) DEFAULT NULL,
  `quantity` decimal(20,6) DEFAULT NULL,
  `unit` varchar(30) DEFAULT NULL,
  `unit_price` decimal(20,6) DEFAULT NULL COMMENT 'net, for one unit',
  `net_amount` decimal(17,2) DEFAULT NULL,
  `tax_category` varchar(10) DEFAULT NULL,
  `tax_rate` decimal(9,4) DEFAULT NULL COMMENT 'per cent',
  `page` smallint(5) unsigned DEFAULT NULL,
  `box_left` int(11) DEFAULT NULL,
  `box_top` int(11) DEFAULT NULL,
  `box_right` int(11) DEFAULT NULL,
  `box_bottom` int(11) DEFAULT NULL,
  `confidence` decimal(4,3) DEFAULT NULL,
  `source` enum('rules','llm','derived','xml') DEFAULT NULL,
  PRIMARY KEY (`tenant_id`,`document_id`,`number`),
  KEY `line_item_on_page` (`tenant_id`,`document_id`,`page`),
  CONSTRAINT `line_item_document` FOREIGN KEY (`tenant_id`, `document_id`) REFERENCES `document` (`tenant_id`, `document_id`),
  CONSTRAINT `line_item_on_page` FOREIGN KEY (`tenant_id`, `document_id`, `page`) REFERENCES `page` (`tenant_id`, `document_id`, `number`),
  CONSTRAINT `line_item_confidence` CHECK (`number` > 0 and (`confidence` is null or `confidence` between 0 and 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `media` (
  `tenant_id` int(10) unsigned NOT NULL,
  `media_id` uuid NOT NULL,
  `sha256` binary(32) NOT NULL,
  `type` varchar(100) NOT NULL COMMENT 'by content, never by name',
  `bytes` bigint(20) unsigned NOT NULL,
  `storage_key` varchar(300) NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  PRIMARY KEY (`tenant_id`,`media_id`),
  UNIQUE KEY `sha256` (`tenant_id`,`sha256`),
  CONSTRAINT `media_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `media_bytes` CHECK (`bytes` > 0),
  CONSTRAINT `media_key` CHECK (`storage_key`  not like '/%' and `storage_key`  not like '%..%')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `package` (
  `package` varchar(30) NOT NULL,
  `documents_per_month` int(10) unsigned NOT NULL,
  `storage_bytes` bigint(20) unsigned NOT NULL COMMENT 'of uploaded files; the same bytes count once',
  `requests` int(10) unsigned NOT NULL COMMENT 'of one key in period_s seconds',
  `period_s` int(10) unsigned NOT NULL DEFAULT 900,
  `concurrency` smallint(5) unsigned NOT NULL COMMENT 'jobs that run at once',
  PRIMARY KEY (`package`),
  CONSTRAINT `package_name` CHECK (`package` regexp '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'),
  CONSTRAINT `package_positive` CHECK (`requests` > 0 and `period_s` between 1 and 86400 and `concurrency` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `page` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `number` smallint(5) unsigned NOT NULL,
  `width` int(10) unsigned NOT NULL,
  `height` int(10) unsigned NOT NULL,
  `dpi` smallint(5) unsigned NOT NULL,
  `source` enum('text','ocr','xml') NOT NULL,
  `image_key` varchar(300) DEFAULT NULL COMMENT 'the prepared image, where the page is one',
  `preparation` longtext DEFAULT NULL CHECK (json_valid(`preparation`)),
  `confidence` decimal(4,3) DEFAULT NULL,
  `word_count` int(10) unsigned DEFAULT NULL,
  `words` longtext DEFAULT NULL COMMENT 'NULL until read' CHECK (json_valid(`words`)),
  `reading` longtext DEFAULT NULL CHECK (json_valid(`reading`)),
  PRIMARY KEY (`tenant_id`,`document_id`,`number`),
  CONSTRAINT `page_document` FOREIGN KEY (`tenant_id`, `document_id`) REFERENCES `document` (`tenant_id`, `document_id`),
  CONSTRAINT `page_size` CHECK (`number` > 0 and `width` > 0 and `height` > 0 and `dpi` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `pipeline` (
  `pipeline` varchar(30) NOT NULL,
  `tenant_id` int(10) unsigned DEFAULT NULL COMMENT 'NULL: built in',
  `name` varchar(30) GENERATED ALWAYS AS (substring_index(`pipeline`,':',-1)) VIRTUAL,
  `initial_status` varchar(30) NOT NULL,
  `total_steps` tinyint(3) unsigned NOT NULL COMMENT 'the denominator of progress, the verdict counted as the last',
  PRIMARY KEY (`pipeline`),
  UNIQUE KEY `total` (`pipeline`,`total_steps`),
  KEY `tenant` (`tenant_id`,`pipeline`),
  CONSTRAINT `pipeline_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `pipeline_total` CHECK (`total_steps` > 0),
  CONSTRAINT `pipeline_of_tenant` CHECK (`tenant_id` is null and `pipeline`  not like '%:%' or `tenant_id` is not null and `pipeline` like concat(`tenant_id`,':_%'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `pipeline_step` (
  `pipeline` varchar(30) NOT NULL,
  `position` tinyint(3) unsigned NOT NULL,
  `step` varchar(30) NOT NULL,
  `queue_id` smallint(5) unsigned NOT NULL,
  `status_running` varchar(30) NOT NULL,
  `status_done` varchar(30) DEFAULT NULL COMMENT 'NULL: stays as it is, or the step decides',
  `status_error` varchar(30) NOT NULL,
  `part` varchar(30) DEFAULT NULL COMMENT 'kind of the jobs that do one page each before this step, where there are several',
  PRIMARY KEY (`pipeline`,`position`),
  UNIQUE KEY `step` (`pipeline`,`step`),
  KEY `pipeline_step_queue` (`queue_id`),
  KEY `pipeline_step_running` (`pipeline`,`status_running`),
  KEY `pipeline_step_done` (`pipeline`,`status_done`),
  KEY `pipeline_step_error` (`pipeline`,`status_error`),
  CONSTRAINT `pipeline_step_done` FOREIGN KEY (`pipeline`, `status_done`) REFERENCES `document_status` (`pipeline`, `status`),
  CONSTRAINT `pipeline_step_error` FOREIGN KEY (`pipeline`, `status_error`) REFERENCES `document_status` (`pipeline`, `status`),
  CONSTRAINT `pipeline_step_queue` FOREIGN KEY (`queue_id`) REFERENCES `queue` (`queue_id`),
  CONSTRAINT `pipeline_step_running` FOREIGN KEY (`pipeline`, `status_running`) REFERENCES `document_status` (`pipeline`, `status`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `prediction` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `name` varchar(40) NOT NULL,
  `raw` varchar(1000) NOT NULL,
  `page` smallint(5) unsigned NOT NULL,
  `box_left` int(11) NOT NULL,
  `box_top` int(11) NOT NULL,
  `box_right` int(11) NOT NULL,
  `box_bottom` int(11) NOT NULL,
  `words` longtext NOT NULL COMMENT 'ids of the words on that page' CHECK (json_valid(`words`)),
  `confidence` decimal(4,3) NOT NULL,
  `source` enum('rules','llm') NOT NULL,
  `rule` varchar(60) NOT NULL,
  PRIMARY KEY (`tenant_id`,`document_id`,`name`),
  KEY `prediction_page` (`tenant_id`,`document_id`,`page`),
  CONSTRAINT `prediction_page` FOREIGN KEY (`tenant_id`, `document_id`, `page`) REFERENCES `page` (`tenant_id`, `document_id`, `number`),
  CONSTRAINT `prediction_confidence` CHECK (`confidence` between 0 and 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `queue` (
  `queue_id` smallint(5) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(30) NOT NULL,
  `max_attempts` smallint(5) unsigned NOT NULL COMMENT 'failures after which a job is given up',
  `max_crashes` smallint(5) unsigned NOT NULL DEFAULT 3 COMMENT 'lost workers after which a job is parked as dead',
  `retry_delay_s` int(10) unsigned NOT NULL COMMENT 'before the first retry; doubles with each further one',
  `retry_delay_max_s` int(10) unsigned NOT NULL DEFAULT 3600,
  `retry_delays_s` longtext DEFAULT NULL COMMENT 'seconds before each retry, such as [5, 300, 1800], instead of doubling' CHECK (json_valid(`retry_delays_s`)),
  `retry_jitter` decimal(3,2) NOT NULL DEFAULT 0.25 COMMENT 'up to this share is added at random',
  `time_limit_s` int(10) unsigned NOT NULL COMMENT 'one attempt may take this long',
  `lease_s` int(10) unsigned NOT NULL DEFAULT 60,
  `tenant_window` smallint(5) unsigned NOT NULL DEFAULT 1000 COMMENT 'jobs of one tenant that may run at once',
  `key_max_running` smallint(5) unsigned DEFAULT NULL COMMENT 'jobs of one limit key that may be under way at once',
  `key_rate_count` smallint(5) unsigned DEFAULT NULL COMMENT 'jobs of one limit key that may start in a period',
  `key_rate_period_s` int(10) unsigned DEFAULT NULL,
  `step_key` varchar(100) DEFAULT NULL COMMENT 'the limit key that jobs of steps carry here',
  `keep_finished_s` int(10) unsigned NOT NULL DEFAULT 604800 COMMENT 'then a finished job moves to job_history',
  `keep_history_s` int(10) unsigned NOT NULL DEFAULT 7776000 COMMENT 'then it is forgotten',
  `paused_at` datetime(6) DEFAULT NULL COMMENT 'nothing is claimed since',
  PRIMARY KEY (`queue_id`),
  UNIQUE KEY `name` (`name`),
  CONSTRAINT `queue_positive` CHECK (`max_attempts` > 0 and `max_crashes` > 0 and `time_limit_s` > 0 and `lease_s` > 0 and `tenant_window` > 0 and `retry_jitter` between 0 and 1),
  CONSTRAINT `queue_limits` CHECK (coalesce(`key_max_running`,1) > 0 and coalesce(`key_rate_count`,1) between 1 and 10000 and `key_rate_count` is null = (`key_rate_period_s` is null) and coalesce(`key_rate_period_s`,1) > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `queue_clock` (
  `queue_id` smallint(5) unsigned NOT NULL,
  `pass` bigint(20) unsigned NOT NULL COMMENT 'where a tenant begins that had nothing to do: no credit for idle time',
  PRIMARY KEY (`queue_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `queue_histogram` (
  `queue_id` smallint(5) unsigned NOT NULL,
  `metric` enum('wait','duration') NOT NULL,
  `up_to` decimal(10,3) NOT NULL COMMENT 'seconds; the last one stands for all above',
  `observations` bigint(20) unsigned NOT NULL DEFAULT 0,
  `seconds` decimal(20,6) NOT NULL DEFAULT 0.000000,
  PRIMARY KEY (`queue_id`,`metric`,`up_to`),
  CONSTRAINT `queue_histogram_queue` FOREIGN KEY (`queue_id`) REFERENCES `queue` (`queue_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `queue_minute` (
  `queue_id` smallint(5) unsigned NOT NULL,
  `minute` datetime NOT NULL,
  `finished` int(10) unsigned NOT NULL,
  PRIMARY KEY (`queue_id`,`minute`),
  CONSTRAINT `queue_minute_queue` FOREIGN KEY (`queue_id`) REFERENCES `queue` (`queue_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `schedule` (
  `schedule_id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `tenant_id` int(10) unsigned NOT NULL,
  `name` varchar(60) NOT NULL,
  `cron` varchar(100) NOT NULL COMMENT 'minute hour day month weekday, in UTC',
  `queue_id` smallint(5) unsigned NOT NULL,
  `kind` varchar(30) NOT NULL,
  `payload` longtext DEFAULT NULL CHECK (json_valid(`payload`)),
  `priority` tinyint(3) unsigned NOT NULL DEFAULT 5,
  `next_at` datetime DEFAULT NULL COMMENT 'NULL: not worked out yet',
  `last_at` datetime DEFAULT NULL,
  `error` varchar(200) DEFAULT NULL COMMENT 'why it is not run',
  PRIMARY KEY (`tenant_id`,`name`),
  UNIQUE KEY `schedule_id` (`schedule_id`),
  KEY `next` (`queue_id`,`next_at`),
  CONSTRAINT `schedule_queue` FOREIGN KEY (`queue_id`) REFERENCES `queue` (`queue_id`),
  CONSTRAINT `schedule_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `schedule_priority` CHECK (`priority` between 1 and 10)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `schema_migration` (
  `file` varchar(120) NOT NULL COMMENT 'path below sql/',
  `step` smallint(5) unsigned NOT NULL COMMENT 'number of the statement in a migration, 0 for other files',
  `version` int(10) unsigned NOT NULL COMMENT 'the number in a migration''s name, 0 for other files',
  `sha256` char(64) NOT NULL COMMENT 'of the whole file',
  `state` enum('running','done') NOT NULL,
  `started_at` datetime(6) NOT NULL DEFAULT current_timestamp(6),
  `done_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`file`,`step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `secret` (
  `name` varchar(30) NOT NULL,
  `value` binary(32) NOT NULL COMMENT 'random, made by the seeds; a new value ends all links',
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `step` (
  `step` varchar(30) NOT NULL,
  `needs` varchar(30) DEFAULT NULL COMMENT 'the step whose results it reads',
  `pipeline` varchar(30) NOT NULL COMMENT 'the built-in pipeline that lends it its statuses',
  PRIMARY KEY (`step`),
  KEY `step_needs` (`needs`),
  KEY `step_like` (`pipeline`,`step`),
  CONSTRAINT `step_like` FOREIGN KEY (`pipeline`, `step`) REFERENCES `pipeline_step` (`pipeline`, `step`),
  CONSTRAINT `step_needs` FOREIGN KEY (`needs`) REFERENCES `step` (`step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='what a tenant may make a pipeline of';
CREATE TABLE `step_job` (
  `tenant_id` int(10) unsigned NOT NULL,
  `job_id` bigint(20) unsigned NOT NULL,
  `pipeline` varchar(30) NOT NULL,
  `position` tinyint(3) unsigned NOT NULL,
  `part` smallint(5) unsigned DEFAULT NULL COMMENT 'the page, where a step is done by pages',
  PRIMARY KEY (`tenant_id`,`job_id`),
  KEY `step_job_step` (`pipeline`,`position`),
  CONSTRAINT `step_job_job` FOREIGN KEY (`tenant_id`, `job_id`) REFERENCES `job` (`tenant_id`, `job_id`) ON DELETE CASCADE,
  CONSTRAINT `step_job_step` FOREIGN KEY (`pipeline`, `position`) REFERENCES `pipeline_step` (`pipeline`, `position`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `step_queue` (
  `step` varchar(30) NOT NULL,
  `queue_id` smallint(5) unsigned NOT NULL,
  PRIMARY KEY (`step`,`queue_id`),
  KEY `step_queue_queue` (`queue_id`),
  CONSTRAINT `step_queue_queue` FOREIGN KEY (`queue_id`) REFERENCES `queue` (`queue_id`),
  CONSTRAINT `step_queue_step` FOREIGN KEY (`step`) REFERENCES `step` (`step`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='the queues whose workers are fit for a step';
CREATE TABLE `subject` (
  `tenant_id` int(10) unsigned NOT NULL,
  `subject_kind` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `subject_id` uuid NOT NULL,
  `deleted_at` datetime(6) DEFAULT NULL COMMENT 'its own row is gone; jobs and events that tell of it are kept as long as any',
  PRIMARY KEY (`tenant_id`,`subject_kind`,`subject_id`),
  KEY `deleted` (`deleted_at`),
  KEY `subject_known_kind` (`subject_kind`),
  CONSTRAINT `subject_known_kind` FOREIGN KEY (`subject_kind`) REFERENCES `subject_kind` (`subject_kind`),
  CONSTRAINT `subject_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `subject_kind` (
  `subject_kind` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'document, …: the routine <kind>_told says what its jobs'' fates mean for it',
  PRIMARY KEY (`subject_kind`),
  CONSTRAINT `subject_kind_word` CHECK (`subject_kind` regexp '^[a-z][a-z_]*$')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tax_subtotal` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `number` smallint(5) unsigned NOT NULL COMMENT '1 is the first',
  `category` varchar(10) DEFAULT NULL,
  `rate` decimal(9,4) DEFAULT NULL COMMENT 'per cent',
  `taxable_amount` decimal(17,2) DEFAULT NULL,
  `tax_amount` decimal(17,2) DEFAULT NULL,
  `exemption` varchar(1000) DEFAULT NULL,
  `page` smallint(5) unsigned DEFAULT NULL,
  `box_left` int(11) DEFAULT NULL,
  `box_top` int(11) DEFAULT NULL,
  `box_right` int(11) DEFAULT NULL,
  `box_bottom` int(11) DEFAULT NULL,
  `confidence` decimal(4,3) DEFAULT NULL,
  `source` enum('rules','llm','derived','xml') DEFAULT NULL,
  PRIMARY KEY (`tenant_id`,`document_id`,`number`),
  KEY `tax_subtotal_on_page` (`tenant_id`,`document_id`,`page`),
  CONSTRAINT `tax_subtotal_document` FOREIGN KEY (`tenant_id`, `document_id`) REFERENCES `document` (`tenant_id`, `document_id`),
  CONSTRAINT `tax_subtotal_on_page` FOREIGN KEY (`tenant_id`, `document_id`, `page`) REFERENCES `page` (`tenant_id`, `document_id`, `number`),
  CONSTRAINT `tax_subtotal_confidence` CHECK (`number` > 0 and (`confidence` is null or `confidence` between 0 and 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tenant` (
  `tenant_id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `uid` uuid NOT NULL COMMENT 'the id that clients see, userId of the OCR platform',
  `slug` varchar(63) NOT NULL,
  `name` varchar(200) NOT NULL,
  `package` varchar(30) NOT NULL DEFAULT 'standard',
  `active` tinyint(1) NOT NULL DEFAULT 1,
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `languages` varchar(100) DEFAULT NULL CHECK (`languages` regexp '^[A-Za-z_]{3,20}([+][A-Za-z_]{3,20}){0,4}$'),
  PRIMARY KEY (`tenant_id`),
  UNIQUE KEY `uid` (`uid`),
  UNIQUE KEY `slug` (`slug`),
  UNIQUE KEY `active` (`tenant_id`,`active`),
  KEY `tenant_package` (`package`),
  CONSTRAINT `tenant_package` FOREIGN KEY (`package`) REFERENCES `package` (`package`) ON UPDATE CASCADE,
  CONSTRAINT `tenant_slug` CHECK (`slug` regexp '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'),
  CONSTRAINT `tenant_name` CHECK (char_length(trim(`name`)) > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tenant_admin` (
  `account` varchar(80) NOT NULL COMMENT 'the database account''s name',
  `tenant_id` int(10) unsigned NOT NULL,
  `created_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `revoked_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`account`),
  UNIQUE KEY `tenant` (`tenant_id`,`account`),
  CONSTRAINT `tenant_admin_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `tenant_admin_account` CHECK (`account` like 'tenant|_%' escape '|')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tenant_migration` (
  `tenant_id` int(10) unsigned NOT NULL,
  `file` varchar(120) NOT NULL COMMENT 'its name in the tenant''s folder',
  `step` smallint(5) unsigned NOT NULL COMMENT 'number of the statement in it',
  `version` int(10) unsigned NOT NULL COMMENT 'the number in its name',
  `sha256` char(64) NOT NULL COMMENT 'of the whole file',
  `state` enum('running','done') NOT NULL,
  `started_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `done_at` datetime(6) DEFAULT NULL,
  PRIMARY KEY (`tenant_id`,`file`,`step`),
  CONSTRAINT `tenant_migration_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tenant_pause` (
  `tenant_id` int(10) unsigned NOT NULL COMMENT 'none of whose jobs are claimed, in whatever queue',
  `since` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `for_closing` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'made as the tenant was closed, and ended as it is opened again',
  PRIMARY KEY (`tenant_id`),
  CONSTRAINT `tenant_pause_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tenant_queue` (
  `queue_id` smallint(5) unsigned NOT NULL,
  `tenant_id` int(10) unsigned NOT NULL,
  `scheduled` int(10) unsigned NOT NULL DEFAULT 0,
  `waiting` int(10) unsigned NOT NULL DEFAULT 0,
  `ready` int(10) unsigned NOT NULL DEFAULT 0,
  `running` int(10) unsigned NOT NULL DEFAULT 0,
  `done` bigint(20) unsigned NOT NULL DEFAULT 0,
  `failed` bigint(20) unsigned NOT NULL DEFAULT 0,
  `dead` bigint(20) unsigned NOT NULL DEFAULT 0,
  `cancelled` bigint(20) unsigned NOT NULL DEFAULT 0,
  `retried` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'attempts that failed and were tried again',
  `crashed` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'leases that ran out',
  `requeued` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'failed, dead or cancelled jobs that were made ready again',
  `requeued_cancelled` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'those of requeued that had been cancelled',
  `weight` smallint(5) unsigned NOT NULL DEFAULT 100 COMMENT 'share of the queue, beside the other tenants'' weights',
  `running_max` smallint(5) unsigned NOT NULL COMMENT 'the window',
  `share_max` smallint(5) unsigned DEFAULT NULL COMMENT 'the window that an operator set; NULL: as the queue and the package have it',
  `paused` tinyint(1) NOT NULL DEFAULT 0,
  `tenant_paused` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'the tenant is paused in all queues',
  `pass` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'what the tenant was served, by weight; the lowest is served next',
  `head_key` bigint(20) unsigned NOT NULL DEFAULT 0 COMMENT 'no ready job has a lower claim_key, so none is looked for there',
  `claimable` tinyint(1) GENERATED ALWAYS AS (`ready` > 0 and `running` < `running_max` and `paused` = 0 and `tenant_paused` = 0) STORED,
  PRIMARY KEY (`queue_id`,`tenant_id`),
  KEY `claim` (`queue_id`,`claimable`,`pass`,`tenant_id`),
  KEY `tenant_queue_tenant` (`tenant_id`),
  CONSTRAINT `tenant_queue_queue` FOREIGN KEY (`queue_id`) REFERENCES `queue` (`queue_id`),
  CONSTRAINT `tenant_queue_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `tenant_queue_weight` CHECK (`weight` between 1 and 10000 and `running_max` > 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tenant_quota` (
  `tenant_id` int(10) unsigned NOT NULL,
  `documents_per_month` int(10) unsigned DEFAULT NULL COMMENT 'NULL here and below: as the package has it; never above that',
  `storage_bytes` bigint(20) unsigned DEFAULT NULL,
  `requests` int(10) unsigned DEFAULT NULL,
  `concurrency` smallint(5) unsigned DEFAULT NULL,
  PRIMARY KEY (`tenant_id`),
  CONSTRAINT `tenant_quota_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `tenant_quota_positive` CHECK ((`requests` is null or `requests` > 0) and (`concurrency` is null or `concurrency` > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tenant_storage` (
  `tenant_id` int(10) unsigned NOT NULL,
  `bytes` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`tenant_id`),
  CONSTRAINT `tenant_storage_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `tenant_usage` (
  `tenant_id` int(10) unsigned NOT NULL,
  `month` date NOT NULL COMMENT 'its first day, UTC',
  `documents` int(10) unsigned NOT NULL,
  PRIMARY KEY (`tenant_id`,`month`),
  CONSTRAINT `tenant_usage_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenant` (`tenant_id`),
  CONSTRAINT `tenant_usage_month` CHECK (dayofmonth(`month`) = 1)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `version_field` (
  `tenant_id` int(10) unsigned NOT NULL,
  `document_id` uuid NOT NULL,
  `number` int(10) unsigned NOT NULL,
  `name` varchar(40) NOT NULL,
  `kind` varchar(20) NOT NULL,
  `value` varchar(1000) NOT NULL,
  `raw` varchar(1000) DEFAULT NULL,
  `page` smallint(5) unsigned DEFAULT NULL,
  `box_left` int(11) DEFAULT NULL,
  `box_top` int(11) DEFAULT NULL,
  `box_right` int(11) DEFAULT NULL,
  `box_bottom` int(11) DEFAULT NULL,
  `confidence` decimal(4,3) NOT NULL,
  `source` varchar(20) NOT NULL,
  `rule` varchar(60) NOT NULL,
  PRIMARY KEY (`tenant_id`,`document_id`,`number`,`name`),
  CONSTRAINT `version_field_version` FOREIGN KEY (`tenant_id`, `document_id`, `number`) REFERENCES `document_version` (`tenant_id`, `document_id`, `number`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
DELIMITER ;;
CREATE TRIGGER version_field_is_immutable BEFORE UPDATE ON version_field FOR EACH ROW
    SIGNAL SQLSTATE '45403' SET MESSAGE_TEXT = 'version_is_immutable'
;;
DELIMITER ;
CREATE TABLE `worker` (
  `worker_id` bigint(20) unsigned NOT NULL COMMENT 'random at each start, so that a restart is another worker',
  `host` varchar(100) NOT NULL,
  `pid` int(10) unsigned NOT NULL,
  `queues` varchar(300) NOT NULL,
  `kinds` varchar(1000) NOT NULL DEFAULT '' COMMENT 'the kinds of work it knows, comma separated',
  `started_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `seen_at` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `knows_subjects` tinyint(1) NOT NULL DEFAULT 0 COMMENT 'it is of this release or a later one',
  PRIMARY KEY (`worker_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE `worker_total` (
  `name` varchar(30) NOT NULL COMMENT 'second_engine_losses: pages at which the second engine was lost',
  `total` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

