-- The only way for the server's role to enqueue a job: inside the transaction that causes it
-- (delivery 8), and always with that transaction's organization in the payload.
CREATE FUNCTION enqueue_job(identifier text, payload jsonb, run_at timestamptz DEFAULT NULL, job_key text DEFAULT NULL)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(
    identifier,
    (payload || jsonb_build_object('organizationId', current_setting('tagalong.organization_id')::integer))::json,
    run_at => enqueue_job.run_at,
    job_key => enqueue_job.job_key
  );
$$;
REVOKE ALL ON FUNCTION enqueue_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION enqueue_job TO tagalong_app;
