-- Every claim changes a row of each, and nothing of what a plan depends on: counting their values anew each second is
-- a tenth of a core.
ALTER TABLE drivers SET (autovacuum_analyze_scale_factor = 0.5, autovacuum_analyze_threshold = 20000);
ALTER TABLE orders SET (autovacuum_analyze_scale_factor = 0.5, autovacuum_analyze_threshold = 20000);
ALTER TABLE assignments SET (autovacuum_analyze_scale_factor = 0.5, autovacuum_analyze_threshold = 20000);
