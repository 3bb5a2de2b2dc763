// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huitong.api.clock.JobFailure;
import org.huitong.api.clock.JobKind;
import org.huitong.api.clock.JobName;
import org.huitong.api.clock.JobRun;
import org.huitong.api.store.Transactions;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Vault;
import org.huitong.audit.AuditShelf.Placed;
import org.huitong.audit.AuditShelf.Question;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes a file of entries: as lines of JSON, which the verifier reads, or as a table. What was searched for stays sealed. */
@Component(service = JobKind.class)
@JobName(job = AuditExport.KIND)
public final class AuditExport implements JobKind {
    static final String KIND = "audit.export";
    private static final int AT_ONCE = 500;
    private static final JsonFactory JSON = new JsonFactory();

    private final AuditShelf shelf;
    private final Sealer sealer;

    @Activate
    public AuditExport(@Reference Transactions transactions, @Reference Vault vault, @Reference Sealer sealer) {
        this.shelf = new AuditShelf(transactions, vault);
        this.sealer = sealer;
    }

    static String argument(String format, Question question) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("format", format);
            write(json, "by", question.by().orElse(null));
            write(json, "verb", question.verb().orElse(null));
            write(json, "thing", question.thing().orElse(null));
            write(json, "from", question.from().map(Instant::toString).orElse(null));
            write(json, "to", question.to().map(Instant::toString).orElse(null));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String name, String textOrNull) throws IOException {
        if (textOrNull != null) {
            json.writeStringField(name, textOrNull);
        }
    }

    @Override
    public LocalText run(JobRun run) throws JobFailure, InterruptedException {
        try {
            Map<String, String> told = read(run.argument());
            Question question = new Question(
                    Optional.ofNullable(told.get("by")),
                    Optional.ofNullable(told.get("verb")),
                    Optional.ofNullable(told.get("thing")),
                    Optional.ofNullable(told.get("from")).map(Instant::parse),
                    Optional.ofNullable(told.get("to")).map(Instant::parse),
                    Optional.empty());
            long entries = "csv".equals(told.get("format")) ? table(run, question) : lines(run, question);
            return LocalText.of("已导出 " + entries + " 条记录。", entries + " entries were exported.");
        } catch (IOException e) {
            throw new JobFailure(
                    LocalText.of("文件写不出来，请检查磁盘空间。", "The file cannot be written; look for space on the disk."));
        }
    }

    private static Map<String, String> read(String argument) throws IOException {
        Map<String, String> told = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(argument)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                told.put(name, json.getText());
            }
        }
        return told;
    }

    /** Up to an end that is signed now, with the signed heads: so it can be told from a chain that was made anew. */
    private long lines(JobRun run, Question question) throws IOException, InterruptedException {
        long end = sealer.seal();
        try (OutputStream file = run.file("audit.jsonl", "application/x-ndjson");
                JsonGenerator json = JSON.createGenerator(file)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            json.writeStartObject();
            json.writeStringField("chain", Entry.CHAIN);
            json.writeStringField("algorithm", "SHA-256");
            json.writeBooleanField("filtered", question.isFiltered());
            json.writeNumberField("end", end);
            json.writeEndObject();
            for (String[] head : sealer.heads(end)) {
                head(json, head);
            }
            Links links = new Links(shelf);
            long entries = each(run, question, end, placed -> line(json, placed, links.before(placed)));
            json.writeStartObject();
            json.writeNumberField("entries", entries);
            json.writeEndObject();
            json.writeRaw("\n");
            return entries;
        }
    }

    private static void head(JsonGenerator json, String[] parts) throws IOException {
        json.writeStartObject();
        json.writeNumberField("head", Long.parseLong(parts[1]));
        json.writeStringField("hash", parts[2]);
        json.writeStringField("signed_at", parts[3]);
        json.writeStringField("signature", parts[4]);
        json.writeEndObject();
    }

    private static void line(JsonGenerator json, Placed placed, String prev) throws IOException {
        Entry entry = placed.entry();
        json.writeStartObject();
        json.writeNumberField("seq", placed.seq());
        json.writeNumberField("noted_at", entry.at());
        json.writeStringField("at", Instant.ofEpochMilli(entry.at()).toString());
        json.writeStringField("doer", entry.doer());
        json.writeStringField("doer_name", entry.doerName());
        json.writeStringField("verb", entry.verb());
        json.writeStringField("thing", entry.thing());
        json.writeStringField("thing_name", entry.thingName());
        write(json, "whose", entry.whoseOrNull());
        json.writeStringField("outcome", entry.outcome());
        write(json, "before_text", entry.beforeOrNull());
        write(json, "after_text", entry.afterOrNull());
        write(json, "words", entry.wordsOrNull());
        json.writeStringField("prev", prev);
        json.writeStringField("hash", placed.hash());
        json.writeEndObject();
    }

    private long table(JobRun run, Question question) throws IOException, InterruptedException {
        try (Writer out = new OutputStreamWriter(run.file("audit.csv", "text/csv"), StandardCharsets.UTF_8)) {
            // Spreadsheets take a text without this mark for one of another encoding.
            out.write(
                    "\ufeff序号 seq,时间 at,账号 by,姓名 name,操作 verb,对象 thing,对象名称 name,结果 outcome,修改前 before,修改后 after\r\n");
            return each(run, question, Long.MAX_VALUE, placed -> {
                Entry entry = placed.entry();
                out.write(placed.seq() + "," + Instant.ofEpochMilli(entry.at()));
                for (String cell : new String[] {
                    entry.doer(),
                    entry.doerName(),
                    entry.verb(),
                    entry.thing(),
                    entry.thingName(),
                    entry.outcome(),
                    entry.beforeOrNull(),
                    entry.afterOrNull()
                }) {
                    out.write("," + cell(cell));
                }
                out.write("\r\n");
            });
        }
    }

    /** What begins as a formula must not be one to whoever opens the table. */
    static String cell(String textOrNull) {
        if (textOrNull == null) {
            return "";
        }
        String safe =
                !textOrNull.isEmpty() && "=+-@\t\r".indexOf(textOrNull.charAt(0)) >= 0 ? "'" + textOrNull : textOrNull;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private long each(JobRun run, Question question, long end, Taker taker) throws IOException, InterruptedException {
        long entries = 0;
        long above = 0;
        List<Placed> found = shelf.oldest(question, above, AT_ONCE);
        while (!found.isEmpty()) {
            for (Placed placed : found) {
                if (placed.seq() > end) {
                    return entries;
                }
                taker.take(placed);
                entries++;
                above = placed.seq();
            }
            run.progress(entries, 0);
            found = shelf.oldest(question, above, AT_ONCE);
        }
        return entries;
    }

    /** The hash of the link before each, which is the one just written, or is looked up. */
    private static final class Links {
        private static final Question ALL = new Question(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        private final AuditShelf shelf;
        private long seq;
        private String hash = Entry.NO_HASH;

        Links(AuditShelf shelf) {
            this.shelf = shelf;
        }

        String before(Placed placed) {
            String before = placed.seq() == seq + 1
                    ? hash
                    : shelf.newest(ALL, placed.seq(), 1).stream()
                            .findFirst()
                            .map(Placed::hash)
                            .orElse(Entry.NO_HASH);
            seq = placed.seq();
            hash = placed.hash();
            return before;
        }
    }

    @FunctionalInterface
    private interface Taker {
        void take(Placed placed) throws IOException;
    }
}
