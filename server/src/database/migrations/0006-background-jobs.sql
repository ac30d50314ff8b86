-- What somebody started and the server works off in steps: each step is one transaction that commits
-- a piece and the job's cursor together, so that a kill repeats and loses nothing (F21).
CREATE TABLE jobs (
  organization_id integer NOT NULL REFERENCES organizations,
  id integer GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  -- What it is doing, as a person reads it.
  label text NOT NULL,
  payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'running', 'done', 'cancelled', 'failed', 'undone')),
  -- How far the kind's own work has come; null before the first step.
  cursor jsonb,
  done integer NOT NULL DEFAULT 0,
  total integer,
  counts jsonb NOT NULL DEFAULT '{}',
  problem text,
  cancel_asked boolean NOT NULL DEFAULT false,
  -- The job that this one takes back.
  undoes integer,
  -- Faults of ours in a row, and until when to wait after the last one.
  attempts integer NOT NULL DEFAULT 0,
  resume_at timestamptz,
  -- The actor as they were when they started it.
  started_by jsonb NOT NULL,
  actor_type text NOT NULL,
  actor_id text NOT NULL,
  revision bigint NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  touched_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  dismissed_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, undoes) REFERENCES jobs
);
CREATE INDEX jobs_actor ON jobs (organization_id, actor_type, actor_id, id);
CREATE INDEX jobs_undoing ON jobs (organization_id, undoes) WHERE undoes IS NOT NULL;
CREATE INDEX jobs_under_way ON jobs (touched_at) WHERE state IN ('waiting', 'running');

-- Which job did it, so that it can be taken back; who asks, reads what that job did in its order.
ALTER TABLE events ADD COLUMN job_id integer;
ALTER TABLE events ADD FOREIGN KEY (organization_id, job_id) REFERENCES jobs;
CREATE INDEX events_job ON events (organization_id, job_id, id) WHERE job_id IS NOT NULL;

-- Sets everybody's jobs going again whose server died: nobody has touched them for a while. A job
-- that is worked on all the same is held by a lock of its worker's transaction. It grants nothing
-- and tells nothing, so the server's role may call it outside every organization.
CREATE FUNCTION resume_stalled_jobs() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(
    'work_off_job',
    json_build_object('organizationId', organization_id, 'jobId', id),
    job_key => format('job:%s:%s', organization_id, id),
    job_key_mode => 'preserve_run_at'
  )
  FROM public.jobs
  WHERE state IN ('waiting', 'running')
    AND greatest(touched_at, resume_at) < now() - interval '5 seconds';
$$;
REVOKE ALL ON FUNCTION resume_stalled_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resume_stalled_jobs TO tagalong_app;
