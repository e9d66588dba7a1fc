BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE archive (
	sha256 TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	packed BLOB NOT NULL, 
	CONSTRAINT pk_archive PRIMARY KEY (sha256)
);
INSERT INTO "archive" VALUES('bb201fd31942b7e9caf961f0fac935dc3d1cd352a3e5ce26506f64bf8b8ceb92',6,X'789CB329B02B4A2C070007250235');
CREATE TABLE claims (
	number INTEGER NOT NULL, 
	report INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	value TEXT, 
	words TEXT, 
	first_character INTEGER, 
	last_character INTEGER, 
	source TEXT DEFAULT '' NOT NULL, 
	attitude TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	CONSTRAINT pk_claims PRIMARY KEY (number), 
	CONSTRAINT fk_claims_report FOREIGN KEY(report) REFERENCES reports (number), 
	CONSTRAINT fk_claims_run FOREIGN KEY(run) REFERENCES runs (number)
);
CREATE TABLE codings (
	document INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	reports INTEGER NOT NULL, 
	other_field TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_codings PRIMARY KEY (document, run), 
	CONSTRAINT fk_codings_document FOREIGN KEY(document) REFERENCES documents (number), 
	CONSTRAINT fk_codings_run FOREIGN KEY(run) REFERENCES runs (number)
);
CREATE TABLE documents (
	number INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	current BOOLEAN NOT NULL, 
	address TEXT NOT NULL, 
	origin TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	added TEXT NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	published TEXT, 
	published_from TEXT DEFAULT '' NOT NULL, 
	publisher TEXT DEFAULT '' NOT NULL, 
	byline TEXT DEFAULT '' NOT NULL, 
	url TEXT DEFAULT '' NOT NULL, 
	lang TEXT DEFAULT '' NOT NULL, 
	text TEXT NOT NULL, 
	set_aside TEXT NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (number), 
	CONSTRAINT fk_documents_sha256 FOREIGN KEY(sha256) REFERENCES archive (sha256), 
	CONSTRAINT uq_documents_id_version UNIQUE (id, version), 
	CONSTRAINT uq_documents_sha256 UNIQUE (sha256)
);
INSERT INTO "documents" VALUES(1,'tessit',1,1,'a.html','a.html','bb201fd31942b7e9caf961f0fac935dc3d1cd352a3e5ce26506f64bf8b8ceb92','2024-03-06T12:00:00+00:00','Nine killed','2024-03-06','meta','Sahel Test','A. B.','https://s.example/1','en','Rebels killed nine soldiers near Tessit.

The army said that Maïga fled.','[["Read also", "links"]]');
CREATE TABLE event_reports (
	document_id TEXT NOT NULL, 
	report_id TEXT NOT NULL, 
	event TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	CONSTRAINT pk_event_reports PRIMARY KEY (document_id, report_id), 
	CONSTRAINT fk_event_reports_event FOREIGN KEY(event) REFERENCES events (id)
);
CREATE TABLE events (
	id TEXT NOT NULL, 
	type TEXT, 
	status TEXT, 
	first_day TEXT, 
	last_day TEXT, 
	place TEXT, 
	admin1 TEXT, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	record TEXT, 
	CONSTRAINT pk_events PRIMARY KEY (id)
);
CREATE TABLE failures (
	number INTEGER NOT NULL, 
	stage TEXT NOT NULL, 
	name TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	at TEXT NOT NULL, 
	CONSTRAINT pk_failures PRIMARY KEY (number), 
	CONSTRAINT uq_failures_stage_name UNIQUE (stage, name)
);
INSERT INTO "failures" VALUES(1,'add','bad.html','no text in it','2024-03-06T12:00:00+00:00');
CREATE TABLE gone (
	kind TEXT NOT NULL, 
	document_id TEXT DEFAULT '' NOT NULL, 
	id TEXT NOT NULL, 
	became TEXT, 
	at TEXT NOT NULL, 
	why TEXT NOT NULL, 
	CONSTRAINT pk_gone PRIMARY KEY (kind, document_id, id)
);
CREATE TABLE purged (
	number INTEGER NOT NULL, 
	document_id TEXT NOT NULL, 
	bytes_mark TEXT NOT NULL, 
	address_mark TEXT NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	scrubbed BOOLEAN NOT NULL, 
	CONSTRAINT pk_purged PRIMARY KEY (number)
);
CREATE TABLE reports (
	number INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	made_as TEXT NOT NULL, 
	place_in_document INTEGER NOT NULL, 
	current BOOLEAN NOT NULL, 
	type TEXT NOT NULL, 
	family TEXT NOT NULL, 
	status TEXT NOT NULL, 
	first_day TEXT, 
	last_day TEXT, 
	place TEXT, 
	admin1 TEXT, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	confidence FLOAT NOT NULL, 
	record TEXT NOT NULL, 
	CONSTRAINT pk_reports PRIMARY KEY (number), 
	CONSTRAINT fk_reports_document FOREIGN KEY(document) REFERENCES documents (number), 
	CONSTRAINT fk_reports_run FOREIGN KEY(run) REFERENCES runs (number), 
	CONSTRAINT uq_reports_document_run_id UNIQUE (document, run, id)
);
CREATE TABLE runs (
	number INTEGER NOT NULL, 
	started TEXT NOT NULL, 
	finished TEXT, 
	configuration TEXT NOT NULL, 
	versions TEXT NOT NULL, 
	data_files TEXT NOT NULL, 
	CONSTRAINT pk_runs PRIMARY KEY (number)
);
CREATE TABLE verdicts (
	number INTEGER NOT NULL, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	document_id TEXT, 
	report_id TEXT, 
	other_document_id TEXT, 
	other_report_id TEXT, 
	event_id TEXT, 
	field TEXT, 
	value TEXT, 
	why TEXT DEFAULT '' NOT NULL, 
	undoes INTEGER, 
	CONSTRAINT pk_verdicts PRIMARY KEY (number), 
	CONSTRAINT fk_verdicts_undoes FOREIGN KEY(undoes) REFERENCES verdicts (number)
);
CREATE INDEX ix_purged_address_mark ON purged (address_mark);
CREATE INDEX ix_purged_bytes_mark ON purged (bytes_mark);
CREATE INDEX ix_verdicts_report_id ON verdicts (report_id);
CREATE INDEX ix_documents_address ON documents (address);
CREATE INDEX ix_documents_origin ON documents (origin);
CREATE INDEX ix_documents_publisher ON documents (publisher);
CREATE INDEX ix_event_reports_event ON event_reports (event);
CREATE INDEX ix_codings_run ON codings (run);
CREATE INDEX ix_reports_id ON reports (id);
CREATE INDEX ix_reports_run ON reports (run);
CREATE INDEX ix_claims_report ON claims (report);
CREATE INDEX ix_claims_run ON claims (run);
COMMIT;
