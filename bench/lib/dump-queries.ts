/**
 * What `pg_dump --schema` asks a server before it writes the first row, whatever it is asked for: those of
 * its queries that read whole catalogs. Written down from what release 18 sends; a client of the server's
 * release is not always there.
 */
export const DUMP_QUERIES = [
  `SELECT oid, rolname FROM pg_catalog.pg_roles ORDER BY oid`,
  `SELECT n.tableoid, n.oid, n.nspname, n.nspowner, n.nspacl, acldefault('n', n.nspowner) AS acldefault
     FROM pg_namespace n`,
  `SELECT c.tableoid, c.oid, c.relname, c.relnamespace, c.relkind, c.reltype, c.relowner, c.relchecks,
          c.relhasindex, c.relhasrules, c.relpages, c.reltuples, c.relhastriggers, c.relpersistence, c.reloftype,
          c.relacl, acldefault(CASE WHEN c.relkind = 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner),
          d.refobjid AS owning_tab, d.refobjsubid AS owning_col, tsp.spcname, c.relreplident, c.relrowsecurity,
          c.relforcerowsecurity, c.relfrozenxid, tc.relfrozenxid AS tfrozenxid, tc.oid AS toid, c.reloptions,
          am.amname, (d.deptype = 'i') IS TRUE AS is_identity_sequence
     FROM pg_class c
     LEFT JOIN pg_depend d ON c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
       AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
     LEFT JOIN pg_tablespace tsp ON tsp.oid = c.reltablespace
     LEFT JOIN pg_am am ON c.relam = am.oid
     LEFT JOIN pg_class tc ON c.reltoastrelid = tc.oid AND tc.relkind = 't' AND c.relkind <> 'p'
    WHERE c.relkind IN ('r', 'S', 'v', 'c', 'm', 'f', 'p') ORDER BY c.oid`,
  `SELECT tableoid, oid, typname, typnamespace, typacl, acldefault('T', typowner), typowner, typelem, typrelid,
          typarray, CASE WHEN typrelid = 0 THEN ' '::"char"
            ELSE (SELECT relkind FROM pg_class WHERE oid = typrelid) END AS typrelkind,
          typtype, typisdefined, typname[0] = '_' AND typelem != 0
            AND (SELECT typarray FROM pg_type te WHERE oid = pg_type.typelem) = oid AS isarray
     FROM pg_type`,
  `SELECT p.tableoid, p.oid, p.proname, p.prolang, p.pronargs, p.proargtypes, p.prorettype, p.proacl,
          acldefault('f', p.proowner), p.pronamespace, p.proowner
     FROM pg_proc p
     LEFT JOIN pg_init_privs pip ON p.oid = pip.objoid AND pip.classoid = 'pg_proc'::regclass AND pip.objsubid = 0
    WHERE p.prokind <> 'a' AND p.pronamespace <> (SELECT oid FROM pg_namespace WHERE nspname = 'pg_catalog')`,
  `SELECT oid, tableoid, defaclrole, defaclnamespace, defaclobjtype, defaclacl FROM pg_default_acl`,
  `SELECT seqrelid, format_type(seqtypid, NULL), seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle
     FROM pg_catalog.pg_sequence ORDER BY seqrelid`,
  `SELECT objoid, classoid, objsubid, privtype, initprivs FROM pg_init_privs`,
  `SELECT inhrelid, inhparent FROM pg_inherits`,
  `SELECT description, classoid, objoid, objsubid FROM pg_catalog.pg_description
    ORDER BY classoid, objoid, objsubid`,
  `SELECT classid, objid, refclassid, refobjid, deptype FROM pg_depend WHERE deptype != 'p' AND deptype != 'e'
    ORDER BY 1, 2`,
];
