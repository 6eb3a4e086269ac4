// Made by bin/generate from sql/routines/documents/keyword_rule.sql. Change that file, then run bin/generate.

import Domain
import MariaDB

extension TenantAdminSession {
    /// what a word or phrase on the pages of a document of the type leads to. p_effect 'review': a finding,
    /// and a person looks at it; 'type': the document is of the type p_value instead; 'tag': it gets the tag p_value. Case,
    /// accents and punctuation do not count. Errors: 45403 account_unknown; 45404 document_type_unknown; 45422
    /// rule_name_invalid, phrase_invalid, effect_invalid, tag_invalid, too_many_rules.
    public func keywordRuleSet(documentType: String, name: String, phrase: String, effect: String, value: String?)
        throws(DatabaseError)
    {
        _ = try database.change(
            "CALL keyword_rule_set(?,?,?,?,?)",
            [documentType.parameter, name.parameter, phrase.parameter, effect.parameter, value.parameter])
    }

    /// forgets a rule; one that is not there already is. Errors: 45403 account_unknown.
    public func keywordRuleRemove(documentType: String, name: String) throws(DatabaseError) {
        _ = try database.change(
            "CALL keyword_rule_remove(?,?)", [documentType.parameter, name.parameter])
    }

}
