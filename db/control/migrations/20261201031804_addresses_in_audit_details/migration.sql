-- The log stays append-only. Of who is erased goes the address that they came from, in their own rows, and their
-- mail address wherever somebody wrote it into a detail: nothing else of any row can be changed.
GRANT UPDATE ("detail") ON "control"."audit_log" TO control_app;
--> statement-breakpoint
CREATE FUNCTION "control"."only_addresses_go"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
  mail constant text := '[^\s"<>@]+@[^\s"<>@]+';
  made_up constant text := 'erased@erased.invalid';
  olds text[];
  news text[];
BEGIN
  IF NEW."ip" IS DISTINCT FROM OLD."ip" AND NOT (NEW."ip" IS NULL AND EXISTS (
    SELECT FROM "control"."tombstones" t WHERE t."kind" = 'user' AND t."id" = OLD."actor_id")) THEN
    RAISE insufficient_privilege USING MESSAGE = 'In the audit log only who was erased loses an address.';
  END IF;
  IF NEW."detail" IS DISTINCT FROM OLD."detail" THEN
    olds := ARRAY(SELECT m[1] FROM regexp_matches(OLD."detail"::text, '(' || mail || ')', 'g') AS m);
    news := ARRAY(SELECT m[1] FROM regexp_matches(NEW."detail"::text, '(' || mail || ')', 'g') AS m);
    IF cardinality(olds) <> cardinality(news)
      OR regexp_replace(OLD."detail"::text, mail, '', 'g') <> regexp_replace(NEW."detail"::text, mail, '', 'g')
      OR EXISTS (SELECT FROM unnest(olds, news) AS pair (was, becomes) WHERE was <> becomes AND (
        strpos(becomes, made_up) = 0
        OR EXISTS (SELECT FROM "control"."users" u WHERE lower(u."email") = lower(was)))) THEN
      RAISE insufficient_privilege USING
        MESSAGE = 'From the audit log nothing is taken but the mail address of somebody who was erased.';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "only_addresses_go" BEFORE UPDATE ON "control"."audit_log"
  FOR EACH ROW EXECUTE FUNCTION "control"."only_addresses_go"();
--> statement-breakpoint
DROP POLICY "erased" ON "control"."audit_log";
