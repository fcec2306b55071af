package dev.reelcast.store;

/** Keys to spreadsheets. Where a statement has a viewer, they are who and whether they see all. */
final class SheetSql {

    /** {@code $7} is how many one user may have; no row when there are that many. */
    static final String ADD = """
            insert into sheet_connections (id, owner_id, name, kind, email, sealed)
            select $1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::bytea
            where (select count(*) from sheet_connections where owner_id = $2) < $7
            returning id, owner_id, name, kind, email, created_at, used_at, error, error_at
            """;

    static final String LIST = """
            select id, owner_id, name, kind, email, created_at, used_at, error, error_at
            from sheet_connections
            where (owner_id = $1 or $2)
            order by id desc
            limit 100
            """;

    static final String OPEN = """
            select id, owner_id, name, kind, email, sealed, created_at, used_at, error, error_at
            from sheet_connections
            where id = $1
              and (owner_id = $2 or $3)
            """;

    static final String DELETE = """
            delete from sheet_connections
            where id = $1
              and (owner_id = $2 or $3)
            """;

    static final String WENT_WELL = """
            update sheet_connections
            set used_at = now()
            where id = $1
            """;

    static final String FAILED = """
            update sheet_connections
            set used_at = now(), error = $2, error_at = now()
            where id = $1
            """;

    private SheetSql() {}
}
