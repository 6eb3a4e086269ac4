"""Uploads at once cannot pass a limit together, whoever sees the counter first."""
import threading


def upload_all(database, names):
    """Each name on a connection of its own, all at once; the names that were refused, with why."""
    refused = {}

    def upload(name):
        with database.connect() as connection:
            connection.run("SET @key = UNHEX(SHA2('dk_fixture', 256))")
            while rows := connection.run(f"CALL add_document(@key, '{name}', 5)"):
                if rows[-1][0].startswith("ERROR"):
                    # A deadlock is tried again, as the product does.
                    if "(40001)" in rows[-1][0]:
                        continue
                    refused[name] = rows[-1][0]
                return

    threads = [threading.Thread(target=upload, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def test_of_twelve_uploads_at_once_the_quota_admits_five(database):
    database.sql("CALL quota_apply((SELECT tenant_id FROM tenant WHERE slug = 'example'), 6, NULL, NULL, NULL)")
    before = int(database.sql("SELECT COUNT(*) FROM document")[0][0])
    refused = upload_all(database, [f"document {number}" for number in range(12)])
    assert len(refused) == 7
    assert all("quota_documents_exceeded" in reason for reason in refused.values())
    assert database.sql("SELECT documents FROM tenant_usage") == [["6"]]
    assert database.sql("SELECT COUNT(*) FROM document") == [[str(before + 5)]]
    assert database.sql("SELECT bytes FROM tenant_storage") == database.sql("SELECT SUM(bytes) FROM media")


def test_of_twelve_files_at_once_the_storage_holds_five(database):
    database.sql("CALL quota_apply((SELECT tenant_id FROM tenant WHERE slug = 'example'), NULL, 9, NULL, NULL)")
    refused = upload_all(database, [f"file {number}" for number in range(12)])
    assert len(refused) == 7
    assert all("quota_storage_exceeded" in reason for reason in refused.values())
    assert database.sql("SELECT bytes FROM tenant_storage") == database.sql("SELECT SUM(bytes) FROM media") == [["9"]]
    assert database.sql("SELECT documents FROM tenant_usage") == [["6"]]
