BEGIN TRANSACTION;
CREATE TABLE adjudication (
	id INTEGER NOT NULL, 
	segment_id INTEGER NOT NULL, 
	code_id INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	batch VARCHAR(64) NOT NULL, 
	codebook_version_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_adjudication PRIMARY KEY (id), 
	CONSTRAINT fk_adjudication_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id), 
	CONSTRAINT fk_adjudication_code_id_code FOREIGN KEY(code_id) REFERENCES code (id), 
	CONSTRAINT fk_adjudication_author_id_coder FOREIGN KEY(author_id) REFERENCES coder (id), 
	CONSTRAINT fk_adjudication_codebook_version_id_codebook_version FOREIGN KEY(codebook_version_id) REFERENCES codebook_version (id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE analysis (
	text_sha256 VARCHAR(64) NOT NULL, 
	pipeline VARCHAR(200) NOT NULL, 
	tokens JSON NOT NULL, 
	CONSTRAINT pk_analysis PRIMARY KEY (text_sha256, pipeline)
);
CREATE TABLE audit_draw (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	coder_id INTEGER, 
	seed INTEGER NOT NULL, 
	share DOUBLE NOT NULL, 
	n_population INTEGER NOT NULL, 
	n_reserve INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_audit_draw PRIMARY KEY (id), 
	CONSTRAINT fk_audit_draw_question_id_question FOREIGN KEY(question_id) REFERENCES question (id), 
	CONSTRAINT fk_audit_draw_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE TABLE audit_item (
	draw_id INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	segment_id INTEGER NOT NULL, 
	taken_at DATETIME, 
	CONSTRAINT pk_audit_item PRIMARY KEY (draw_id, rank), 
	CONSTRAINT fk_audit_item_draw_id_audit_draw FOREIGN KEY(draw_id) REFERENCES audit_draw (id), 
	CONSTRAINT fk_audit_item_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id)
);
CREATE TABLE cluster (
	run_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	words JSON NOT NULL, 
	size INTEGER NOT NULL, 
	CONSTRAINT pk_cluster PRIMARY KEY (run_id, number), 
	CONSTRAINT fk_cluster_run_id_cluster_run FOREIGN KEY(run_id) REFERENCES cluster_run (id)
);
CREATE TABLE cluster_member (
	run_id INTEGER NOT NULL, 
	segment_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	x DOUBLE NOT NULL, 
	y DOUBLE NOT NULL, 
	typicality DOUBLE NOT NULL, 
	CONSTRAINT pk_cluster_member PRIMARY KEY (run_id, segment_id), 
	CONSTRAINT fk_cluster_member_run_id_cluster_run FOREIGN KEY(run_id) REFERENCES cluster_run (id), 
	CONSTRAINT fk_cluster_member_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id)
);
CREATE TABLE cluster_run (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	pipeline TEXT NOT NULL, 
	settings JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_cluster_run PRIMARY KEY (id), 
	CONSTRAINT fk_cluster_run_question_id_question FOREIGN KEY(question_id) REFERENCES question (id)
);
CREATE TABLE code (
	id INTEGER NOT NULL, 
	codebook_id INTEGER NOT NULL, 
	"key" VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_code PRIMARY KEY (id), 
	CONSTRAINT fk_code_codebook_id_codebook FOREIGN KEY(codebook_id) REFERENCES codebook (id), 
	CONSTRAINT uq_code_codebook_id UNIQUE (codebook_id, "key")
);
INSERT INTO "code" VALUES(1,1,'dienst');
INSERT INTO "code" VALUES(2,1,'laat');
INSERT INTO "code" VALUES(3,1,'zelden');
INSERT INTO "code" VALUES(4,1,'duur');
INSERT INTO "code" VALUES(5,1,'geen');
CREATE TABLE code_note (
	id INTEGER NOT NULL, 
	code_id INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	text TEXT NOT NULL, 
	segment_id INTEGER, 
	closes_id INTEGER, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_code_note PRIMARY KEY (id), 
	CONSTRAINT fk_code_note_code_id_code FOREIGN KEY(code_id) REFERENCES code (id), 
	CONSTRAINT fk_code_note_author_id_coder FOREIGN KEY(author_id) REFERENCES coder (id), 
	CONSTRAINT fk_code_note_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id), 
	CONSTRAINT fk_code_note_closes_id_code_note FOREIGN KEY(closes_id) REFERENCES code_note (id)
);
CREATE TABLE codebook (
	id INTEGER NOT NULL, 
	"key" VARCHAR(100) NOT NULL, 
	CONSTRAINT pk_codebook PRIMARY KEY (id), 
	CONSTRAINT uq_codebook_key UNIQUE ("key")
);
INSERT INTO "codebook" VALUES(1,'vervoer');
CREATE TABLE codebook_change (
	id INTEGER NOT NULL, 
	codebook_id INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	details JSON NOT NULL, 
	author TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	batch VARCHAR(64) NOT NULL, 
	undoes_id INTEGER, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_codebook_change PRIMARY KEY (id), 
	CONSTRAINT fk_codebook_change_codebook_id_codebook FOREIGN KEY(codebook_id) REFERENCES codebook (id), 
	CONSTRAINT fk_codebook_change_version_id_codebook_version FOREIGN KEY(version_id) REFERENCES codebook_version (id), 
	CONSTRAINT fk_codebook_change_undoes_id_codebook_change FOREIGN KEY(undoes_id) REFERENCES codebook_change (id)
);
CREATE TABLE codebook_version (
	id INTEGER NOT NULL, 
	codebook_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	content JSON NOT NULL, 
	author TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_codebook_version PRIMARY KEY (id), 
	CONSTRAINT fk_codebook_version_codebook_id_codebook FOREIGN KEY(codebook_id) REFERENCES codebook (id), 
	CONSTRAINT uq_codebook_version_codebook_id UNIQUE (codebook_id, number)
);
INSERT INTO "codebook_version" VALUES(1,1,1,'{"id": "vervoer", "title": "Klachten over de bus", "description": "Voor de tests.", "source": "Geschreven voor de tests.", "codes": [{"id": "dienst", "label": "Dienstregeling", "definition": "d", "include": "i", "exclude": "e", "examples": ["a", "b"], "key_terms": ["bus"]}, {"id": "laat", "label": "Te laat", "definition": "d", "include": "i", "exclude": "e", "examples": ["a", "b"], "key_terms": ["laat"], "parent": "dienst"}, {"id": "zelden", "label": "Rijdt zelden", "definition": "d", "include": "i", "exclude": "e", "examples": ["a", "b"], "key_terms": ["zelden"], "parent": "dienst"}, {"id": "duur", "label": "Te duur", "definition": "d", "include": "i", "exclude": "e", "examples": ["a", "b"], "key_terms": ["prijs"]}, {"id": "geen", "label": "Geen klacht", "definition": "d", "include": "i", "exclude": "e", "examples": ["a", "b"], "key_terms": ["geen"], "exclusive": true}]}','test','test','2026-11-22 16:21:08.472944');
CREATE TABLE coder (
	id INTEGER NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	active BOOLEAN NOT NULL, login VARCHAR(300), 
	CONSTRAINT pk_coder PRIMARY KEY (id), 
	CONSTRAINT uq_coder_name UNIQUE (name)
);
INSERT INTO "coder" VALUES(1,'Ans','coder',1,NULL);
CREATE TABLE coding (
	segment_id INTEGER NOT NULL, 
	coder_id INTEGER NOT NULL, 
	code_id INTEGER NOT NULL, 
	event_id INTEGER NOT NULL, 
	CONSTRAINT pk_coding PRIMARY KEY (segment_id, coder_id, code_id), 
	CONSTRAINT fk_coding_code_id_code FOREIGN KEY(code_id) REFERENCES code (id), 
	CONSTRAINT fk_coding_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id), 
	CONSTRAINT fk_coding_event_id_coding_event FOREIGN KEY(event_id) REFERENCES coding_event (id), 
	CONSTRAINT fk_coding_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id)
);
INSERT INTO "coding" VALUES(1,1,2,1);
INSERT INTO "coding" VALUES(2,1,4,4);
CREATE TABLE coding_event (
	id INTEGER NOT NULL, 
	segment_id INTEGER NOT NULL, 
	coder_id INTEGER NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	code_id INTEGER, 
	memo TEXT, 
	origin VARCHAR(20) NOT NULL, 
	batch VARCHAR(64) NOT NULL, 
	undoes_id INTEGER, 
	codebook_version_id INTEGER NOT NULL, 
	model_id INTEGER, 
	queue_id INTEGER, 
	created_at DATETIME NOT NULL, details JSON, 
	CONSTRAINT pk_coding_event PRIMARY KEY (id), 
	CONSTRAINT fk_coding_event_code_id_code FOREIGN KEY(code_id) REFERENCES code (id), 
	CONSTRAINT fk_coding_event_codebook_version_id_codebook_version FOREIGN KEY(codebook_version_id) REFERENCES codebook_version (id), 
	CONSTRAINT fk_coding_event_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id), 
	CONSTRAINT fk_coding_event_model_id_model FOREIGN KEY(model_id) REFERENCES model (id), 
	CONSTRAINT fk_coding_event_queue_id_queue FOREIGN KEY(queue_id) REFERENCES queue (id), 
	CONSTRAINT fk_coding_event_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id), 
	CONSTRAINT fk_coding_event_undoes_id_coding_event FOREIGN KEY(undoes_id) REFERENCES coding_event (id)
);
INSERT INTO "coding_event" VALUES(1,1,1,'add',2,NULL,'hand','tab:1',NULL,1,NULL,NULL,'2026-11-22 16:21:08.521360',NULL);
INSERT INTO "coding_event" VALUES(2,1,1,'memo',NULL,'elke dag','hand','tab:1',NULL,1,NULL,NULL,'2026-11-22 16:21:08.521360',NULL);
INSERT INTO "coding_event" VALUES(3,1,1,'read',NULL,NULL,'hand','tab:1',NULL,1,NULL,NULL,'2026-11-22 16:21:08.521360',NULL);
INSERT INTO "coding_event" VALUES(4,2,1,'add',4,NULL,'hand','782921e3aabd4e08b4aaf2f7eee81c09',NULL,1,NULL,NULL,'2026-11-22 16:21:08.535497',NULL);
INSERT INTO "coding_event" VALUES(5,2,1,'read',NULL,NULL,'hand','782921e3aabd4e08b4aaf2f7eee81c09',NULL,1,NULL,NULL,'2026-11-22 16:21:08.535497',NULL);
CREATE TABLE division (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	author TEXT NOT NULL, 
	seed INTEGER NOT NULL, 
	settings JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_division PRIMARY KEY (id), 
	CONSTRAINT fk_division_question_id_question FOREIGN KEY(question_id) REFERENCES question (id)
);
CREATE TABLE division_part (
	division_id INTEGER NOT NULL, 
	queue_id INTEGER NOT NULL, 
	CONSTRAINT pk_division_part PRIMARY KEY (division_id, queue_id), 
	CONSTRAINT fk_division_part_division_id_division FOREIGN KEY(division_id) REFERENCES division (id), 
	CONSTRAINT fk_division_part_queue_id_queue FOREIGN KEY(queue_id) REFERENCES queue (id)
);
CREATE TABLE document (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	respondent_id INTEGER, 
	source_file_id INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	details JSON NOT NULL, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT fk_document_question_id_question FOREIGN KEY(question_id) REFERENCES question (id), 
	CONSTRAINT fk_document_respondent_id_respondent FOREIGN KEY(respondent_id) REFERENCES respondent (id), 
	CONSTRAINT fk_document_source_file_id_source_file FOREIGN KEY(source_file_id) REFERENCES source_file (id), 
	CONSTRAINT uq_document_question_id UNIQUE (question_id, respondent_id)
);
INSERT INTO "document" VALUES(1,1,1,1,'Reiziger 1','Komt altijd te laat.','{}');
INSERT INTO "document" VALUES(2,1,2,1,'Reiziger 2','Te duur.','{}');
CREATE TABLE judgement (
	segment_id INTEGER NOT NULL, 
	coder_id INTEGER NOT NULL, 
	read BOOLEAN NOT NULL, 
	memo TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	client VARCHAR(64) NOT NULL, 
	client_revision INTEGER NOT NULL, 
	first_read_at DATETIME, 
	updated_at DATETIME NOT NULL, flagged BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_judgement PRIMARY KEY (segment_id, coder_id), 
	CONSTRAINT fk_judgement_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id), 
	CONSTRAINT fk_judgement_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id)
);
INSERT INTO "judgement" VALUES(1,1,1,'elke dag',1,'tab',1,'2026-11-22 16:21:08.521360','2026-11-22 16:21:08.521360',0);
INSERT INTO "judgement" VALUES(2,1,1,'',1,'',0,'2026-11-22 16:21:08.535497','2026-11-22 16:21:08.535497',0);
CREATE TABLE mark (
	segment_id INTEGER NOT NULL, 
	coder_id INTEGER NOT NULL, 
	code_id INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	quote TEXT NOT NULL, 
	event_id INTEGER NOT NULL, 
	CONSTRAINT pk_mark PRIMARY KEY (segment_id, coder_id, code_id, start, "end"), 
	CONSTRAINT fk_mark_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id), 
	CONSTRAINT fk_mark_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id), 
	CONSTRAINT fk_mark_code_id_code FOREIGN KEY(code_id) REFERENCES code (id), 
	CONSTRAINT fk_mark_event_id_coding_event FOREIGN KEY(event_id) REFERENCES coding_event (id)
);
CREATE TABLE model (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	codebook_version_id INTEGER NOT NULL, 
	pipeline TEXT NOT NULL, 
	settings JSON NOT NULL, 
	metrics JSON NOT NULL, 
	created_at DATETIME NOT NULL, author TEXT DEFAULT '' NOT NULL, origin VARCHAR(20) DEFAULT 'hand' NOT NULL, snapshot BLOB, payload BLOB, 
	CONSTRAINT pk_model PRIMARY KEY (id), 
	CONSTRAINT fk_model_codebook_version_id_codebook_version FOREIGN KEY(codebook_version_id) REFERENCES codebook_version (id), 
	CONSTRAINT fk_model_question_id_question FOREIGN KEY(question_id) REFERENCES question (id)
);
INSERT INTO "model" VALUES(1,1,1,'test','{"n_coded": 1, "seed": 1}','{"micro_f1": 0.5, "macro_f1": 0.5, "per_code": []}','2026-11-28 09:00:00.000000','Ans','auto',NULL,NULL);
CREATE TABLE model_choice (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	model_id INTEGER, 
	author TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_model_choice PRIMARY KEY (id), 
	CONSTRAINT fk_model_choice_question_id_question FOREIGN KEY(question_id) REFERENCES question (id), 
	CONSTRAINT fk_model_choice_model_id_model FOREIGN KEY(model_id) REFERENCES model (id)
);
INSERT INTO "model_choice" VALUES(1,1,1,'Ans','2026-11-28 09:05:00.000000');
CREATE TABLE pseudonym_batch (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	mapping_sha256 VARCHAR(64) NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	payload JSON NOT NULL, 
	counts JSON NOT NULL, 
	kept BLOB, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_pseudonym_batch PRIMARY KEY (id)
);
INSERT INTO "pseudonym_batch" VALUES(1,'wacht.csv','survey','c53ffa86213f0e17b98457098d1d1cba0169b3f75111bc0fabca33276b25bdb4','fa2693619db88f96af0e10e5ce6800cfb1b78d705cc589bd6f2e4a362de73476','waiting','{"mapping": {"id": "wacht", "title": "Proef", "respondent": "gemeente", "open_questions": [{"column": "vraag", "id": "1", "text": "Wat vindt u?"}, {"column": "later", "id": "2", "text": "En later?"}]}, "levels": {}, "dropped": [], "notes": ["Vraag 2: niemand heeft iets geantwoord."], "records": [{"respondent": "Urk", "row": 2, "values": {}, "answers": {"1": 0}}]}','{}',NULL,'2026-11-22 20:25:11.430007');
CREATE TABLE pseudonym_event (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	who TEXT NOT NULL, 
	details JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_pseudonym_event PRIMARY KEY (id), 
	CONSTRAINT fk_pseudonym_event_batch_id_pseudonym_batch FOREIGN KEY(batch_id) REFERENCES pseudonym_batch (id)
);
INSERT INTO "pseudonym_event" VALUES(1,1,'stage','Ans','{"texts": 1, "findings": 1}','2026-11-22 20:25:11.500316');
CREATE TABLE pseudonym_finding (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	text_id INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	source VARCHAR(20) NOT NULL, 
	accepted BOOLEAN NOT NULL, 
	decided BOOLEAN NOT NULL, 
	CONSTRAINT pk_pseudonym_finding PRIMARY KEY (id), 
	CONSTRAINT fk_pseudonym_finding_batch_id_pseudonym_batch FOREIGN KEY(batch_id) REFERENCES pseudonym_batch (id), 
	CONSTRAINT fk_pseudonym_finding_text_id_pseudonym_text FOREIGN KEY(text_id) REFERENCES pseudonym_text (id)
);
INSERT INTO "pseudonym_finding" VALUES(1,1,1,8,17,'person','cue',1,0);
CREATE TABLE pseudonym_text (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	belongs TEXT NOT NULL, 
	label TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT pk_pseudonym_text PRIMARY KEY (id), 
	CONSTRAINT fk_pseudonym_text_batch_id_pseudonym_batch FOREIGN KEY(batch_id) REFERENCES pseudonym_batch (id), 
	CONSTRAINT uq_pseudonym_text_batch_id UNIQUE (batch_id, place)
);
INSERT INTO "pseudonym_text" VALUES(1,1,0,'Urk','1 · Urk','Mevrouw Wiersinga belde.');
CREATE TABLE question (
	id INTEGER NOT NULL, 
	"key" VARCHAR(60) NOT NULL, 
	survey VARCHAR(60) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	text TEXT NOT NULL, 
	codebook_id INTEGER, 
	position INTEGER NOT NULL, asked_if JSON, 
	CONSTRAINT pk_question PRIMARY KEY (id), 
	CONSTRAINT fk_question_codebook_id_codebook FOREIGN KEY(codebook_id) REFERENCES codebook (id), 
	CONSTRAINT uq_question_key UNIQUE ("key")
);
INSERT INTO "question" VALUES(1,'7','bus','open','Wat vindt u van de bus?',1,1,'[{"variable": "6", "values": ["ja"]}]');
CREATE TABLE queue (
	id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	coder_id INTEGER, 
	title TEXT NOT NULL, 
	strategy VARCHAR(20) NOT NULL, 
	seed INTEGER, 
	created_at DATETIME NOT NULL, settings JSON, 
	CONSTRAINT pk_queue PRIMARY KEY (id), 
	CONSTRAINT fk_queue_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id), 
	CONSTRAINT fk_queue_question_id_question FOREIGN KEY(question_id) REFERENCES question (id)
);
CREATE TABLE queue_item (
	queue_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	segment_id INTEGER NOT NULL, 
	probability DOUBLE, purpose VARCHAR(20) DEFAULT '' NOT NULL, reason VARCHAR(20) DEFAULT '' NOT NULL, model_id INTEGER CONSTRAINT fk_queue_item_model_id_model REFERENCES model (id), 
	CONSTRAINT pk_queue_item PRIMARY KEY (queue_id, position), 
	CONSTRAINT fk_queue_item_queue_id_queue FOREIGN KEY(queue_id) REFERENCES queue (id), 
	CONSTRAINT fk_queue_item_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id)
);
CREATE TABLE respondent (
	id INTEGER NOT NULL, 
	survey VARCHAR(60) NOT NULL, 
	"key" VARCHAR(300) NOT NULL, 
	CONSTRAINT pk_respondent PRIMARY KEY (id), 
	CONSTRAINT uq_respondent_survey UNIQUE (survey, "key")
);
INSERT INTO "respondent" VALUES(1,'bus','Reiziger 1');
INSERT INTO "respondent" VALUES(2,'bus','Reiziger 2');
CREATE TABLE respondent_value (
	respondent_id INTEGER NOT NULL, 
	variable_id INTEGER NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_respondent_value PRIMARY KEY (respondent_id, variable_id), 
	CONSTRAINT fk_respondent_value_respondent_id_respondent FOREIGN KEY(respondent_id) REFERENCES respondent (id), 
	CONSTRAINT fk_respondent_value_variable_id_variable FOREIGN KEY(variable_id) REFERENCES variable (id)
);
CREATE TABLE segment (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	ordinal INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	text_sha256 VARCHAR(64) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	codable BOOLEAN NOT NULL, 
	page INTEGER, 
	headings JSON NOT NULL, 
	CONSTRAINT pk_segment PRIMARY KEY (id), 
	CONSTRAINT fk_segment_document_id_document FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_segment_question_id_question FOREIGN KEY(question_id) REFERENCES question (id), 
	CONSTRAINT uq_segment_document_id UNIQUE (document_id, ordinal)
);
INSERT INTO "segment" VALUES(1,1,1,0,0,20,'Komt altijd te laat.','6a310b5061b0371da9743601370e6f97f5ca056bae9235604f3e07d012e4e916','answer',1,NULL,'[]');
INSERT INTO "segment" VALUES(2,2,1,0,0,8,'Te duur.','1fd22fc9ed12b2552c630937d11801344521fc099a7e021ce47818a13266fbf8','answer',1,NULL,'[]');
CREATE TABLE setting (
	"key" VARCHAR(100) NOT NULL, 
	value JSON NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY ("key")
);
CREATE TABLE source_file (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	mapping_sha256 VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	mapping JSON NOT NULL, 
	report JSON NOT NULL, 
	imported_at DATETIME NOT NULL, author TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_source_file PRIMARY KEY (id), 
	CONSTRAINT uq_source_file_sha256 UNIQUE (sha256, mapping_sha256)
);
INSERT INTO "source_file" VALUES(1,'bus.csv','survey','0000000000000000000000000000000000000000000000000000000000000007','',X'','{}','{}','2026-11-22 16:21:08.481797','');
CREATE TABLE suggestion (
	model_id INTEGER NOT NULL, 
	segment_id INTEGER NOT NULL, 
	code_id INTEGER NOT NULL, 
	probability DOUBLE NOT NULL, 
	CONSTRAINT pk_suggestion PRIMARY KEY (model_id, segment_id, code_id), 
	CONSTRAINT fk_suggestion_code_id_code FOREIGN KEY(code_id) REFERENCES code (id), 
	CONSTRAINT fk_suggestion_model_id_model FOREIGN KEY(model_id) REFERENCES model (id), 
	CONSTRAINT fk_suggestion_segment_id_segment FOREIGN KEY(segment_id) REFERENCES segment (id)
);
CREATE TABLE team_event (
	id INTEGER NOT NULL, 
	coder_id INTEGER NOT NULL, 
	action VARCHAR(20) NOT NULL, 
	author TEXT NOT NULL, 
	details JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_team_event PRIMARY KEY (id), 
	CONSTRAINT fk_team_event_coder_id_coder FOREIGN KEY(coder_id) REFERENCES coder (id)
);
CREATE TABLE variable (
	id INTEGER NOT NULL, 
	survey VARCHAR(60) NOT NULL, 
	"key" VARCHAR(100) NOT NULL, 
	label TEXT NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	levels JSON NOT NULL, 
	position INTEGER NOT NULL, asked_if JSON, 
	CONSTRAINT pk_variable PRIMARY KEY (id), 
	CONSTRAINT uq_variable_survey UNIQUE (survey, "key")
);
INSERT INTO "variable" VALUES(1,'bus','6','Reist u met de bus?','category','["ja", "nee"]',1,'[]');
CREATE INDEX ix_cluster_run_question_id ON cluster_run (question_id);
CREATE INDEX ix_document_respondent_id ON document (respondent_id);
CREATE INDEX ix_model_question_id ON model (question_id);
CREATE INDEX ix_queue_question_id ON queue (question_id);
CREATE INDEX ix_segment_question_id ON segment (question_id);
CREATE INDEX ix_segment_text_sha256 ON segment (text_sha256);
CREATE INDEX ix_coding_event_batch ON coding_event (batch);
CREATE INDEX ix_coding_event_segment_id_coder_id ON coding_event (segment_id, coder_id);
CREATE INDEX ix_queue_item_segment_id ON queue_item (segment_id);
CREATE INDEX ix_pseudonym_finding_batch_id ON pseudonym_finding (batch_id);
CREATE INDEX ix_pseudonym_finding_text_id ON pseudonym_finding (text_id);
CREATE INDEX ix_pseudonym_event_batch_id ON pseudonym_event (batch_id);
CREATE TRIGGER coding_event_no_update BEFORE UPDATE ON coding_event BEGIN SELECT RAISE(ABORT, 'codings are events: they are added, never changed'); END;
CREATE TRIGGER coding_event_no_delete BEFORE DELETE ON coding_event BEGIN SELECT RAISE(ABORT, 'codings are events: they are added, never changed'); END;
CREATE TRIGGER codebook_version_no_update BEFORE UPDATE ON codebook_version BEGIN SELECT RAISE(ABORT, 'a saved codebook version is never changed'); END;
CREATE TRIGGER codebook_version_no_delete BEFORE DELETE ON codebook_version BEGIN SELECT RAISE(ABORT, 'a saved codebook version is never changed'); END;
CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT RAISE(ABORT, 'text is immutable'); END;
CREATE TRIGGER document_no_delete BEFORE DELETE ON document BEGIN SELECT RAISE(ABORT, 'text is immutable'); END;
CREATE TRIGGER segment_no_update BEFORE UPDATE ON segment BEGIN SELECT RAISE(ABORT, 'text is immutable'); END;
CREATE TRIGGER segment_no_delete BEFORE DELETE ON segment BEGIN SELECT RAISE(ABORT, 'text is immutable'); END;
CREATE TRIGGER pseudonym_event_no_update BEFORE UPDATE ON pseudonym_event BEGIN SELECT RAISE(ABORT, 'decisions are events: they are added, never changed'); END;
CREATE TRIGGER pseudonym_event_no_delete BEFORE DELETE ON pseudonym_event BEGIN SELECT RAISE(ABORT, 'decisions are events: they are added, never changed'); END;
CREATE UNIQUE INDEX ix_coder_login ON coder (login);
CREATE INDEX ix_team_event_coder_id ON team_event (coder_id);
CREATE TRIGGER team_event_no_update BEFORE UPDATE ON team_event BEGIN SELECT RAISE(ABORT, 'what happened is added, never changed'); END;
CREATE TRIGGER team_event_no_delete BEFORE DELETE ON team_event BEGIN SELECT RAISE(ABORT, 'what happened is added, never changed'); END;
CREATE INDEX ix_adjudication_segment_id_code_id ON adjudication (segment_id, code_id);
CREATE TRIGGER adjudication_no_update BEFORE UPDATE ON adjudication BEGIN SELECT RAISE(ABORT, 'decisions are events: they are added, never changed'); END;
CREATE TRIGGER adjudication_no_delete BEFORE DELETE ON adjudication BEGIN SELECT RAISE(ABORT, 'decisions are events: they are added, never changed'); END;
CREATE INDEX ix_code_note_code_id ON code_note (code_id);
CREATE TRIGGER code_note_no_update BEFORE UPDATE ON code_note BEGIN SELECT RAISE(ABORT, 'notes are added, never changed'); END;
CREATE TRIGGER code_note_no_delete BEFORE DELETE ON code_note BEGIN SELECT RAISE(ABORT, 'notes are added, never changed'); END;
CREATE INDEX ix_codebook_change_codebook_id ON codebook_change (codebook_id);
CREATE TRIGGER codebook_change_no_update BEFORE UPDATE ON codebook_change BEGIN SELECT RAISE(ABORT, 'steps of a codebook are added, never changed'); END;
CREATE TRIGGER codebook_change_no_delete BEFORE DELETE ON codebook_change BEGIN SELECT RAISE(ABORT, 'steps of a codebook are added, never changed'); END;
CREATE INDEX ix_division_question_id ON division (question_id);
CREATE INDEX ix_model_choice_question_id ON model_choice (question_id);
CREATE TRIGGER model_choice_no_update BEFORE UPDATE ON model_choice BEGIN SELECT RAISE(ABORT, 'which model suggests is added, never changed'); END;
CREATE TRIGGER model_choice_no_delete BEFORE DELETE ON model_choice BEGIN SELECT RAISE(ABORT, 'which model suggests is added, never changed'); END;
CREATE INDEX ix_audit_draw_question_id ON audit_draw (question_id);
CREATE INDEX ix_audit_item_segment_id ON audit_item (segment_id);
COMMIT;
