// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is in a data folder, in counts and hashes. It says nothing of what messages say: bodies go into their hashes
 * as they lie there, sealed.
 *
 * @param made when it was taken down
 * @param log empty where the database is not in the folder
 */
record Inventory(Instant made, Optional<Log> log, Files files) {
    private static final String FORMAT = "huitong-inventory/1";

    /**
     * The log, from its first line on.
     *
     * @param messages how many first versions there are
     * @param chain over every line
     * @param marks the chain's link every so many lines: they say where two logs part
     * @param letters how many there are of each state
     */
    record Log(
            long lines, long messages, String chain, SortedMap<Long, String> marks, SortedMap<String, Long> letters) {
        Log {
            marks = new TreeMap<>(marks);
            letters = new TreeMap<>(letters);
        }

        /** What the outbox would send if it were let. */
        long unsent() {
            return letters.getOrDefault("waiting", 0L) + letters.getOrDefault("sending", 0L);
        }
    }

    /** What lies beside the database. */
    record Files(long count, String chain) {}

    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FORMAT, "made " + made));
        log.ifPresent(kept -> {
            lines.add("lines " + kept.lines());
            lines.add("messages " + kept.messages());
            lines.add("chain " + kept.chain());
            kept.letters().forEach((state, count) -> lines.add("letters." + state + " " + count));
            kept.marks().forEach((seq, link) -> lines.add("mark." + seq + " " + link));
        });
        lines.add("files " + files.count());
        lines.add("files.chain " + files.chain());
        java.nio.file.Files.write(file, lines);
    }

    /** @throws IOException where the file is no inventory */
    static Inventory read(Path file) throws IOException {
        List<String> lines = java.nio.file.Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
            throw new IOException(file.getFileName() + " is no list of what a backup holds");
        }
        SortedMap<String, String> values = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            if (space < 0) {
                throw new IOException("the list of what the backup holds is broken");
            }
            values.put(line.substring(0, space), line.substring(space + 1));
        }
        try {
            Optional<Log> log = values.containsKey("chain")
                    ? Optional.of(new Log(
                            Long.parseLong(values.get("lines")),
                            Long.parseLong(values.get("messages")),
                            values.get("chain"),
                            marks(values),
                            letters(values)))
                    : Optional.empty();
            return new Inventory(
                    Instant.parse(values.getOrDefault("made", "")),
                    log,
                    new Files(Long.parseLong(values.get("files")), values.getOrDefault("files.chain", "")));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IOException("the list of what the backup holds is broken", e);
        }
    }

    private static SortedMap<Long, String> marks(SortedMap<String, String> values) {
        SortedMap<Long, String> marks = new TreeMap<>();
        named(values, "mark.").forEach((seq, link) -> marks.put(Long.parseLong(seq), link));
        return marks;
    }

    private static SortedMap<String, Long> letters(SortedMap<String, String> values) {
        SortedMap<String, Long> letters = new TreeMap<>();
        named(values, "letters.").forEach((state, count) -> letters.put(state, Long.parseLong(count)));
        return letters;
    }

    private static Map<String, String> named(SortedMap<String, String> values, String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** In what this one is not what was listed; empty where it is the same. */
    List<String> differences(Inventory listed) {
        List<String> found = new ArrayList<>();
        if (log.isEmpty() != listed.log().isEmpty()) {
            found.add(log.isEmpty() ? "the database is missing" : "there is a database where none was");
        } else if (log.isPresent()) {
            differences(log.get(), listed.log().get(), found);
        }
        if (!files.equals(listed.files())) {
            found.add("files beside the database: " + files.count() + ", listed "
                    + listed.files().count()
                    + (files.count() == listed.files().count() ? ", and not all are the same" : ""));
        }
        return found;
    }

    private static void differences(Log here, Log listed, List<String> found) {
        if (here.messages() != listed.messages() || here.lines() != listed.lines()) {
            found.add("messages: " + here.messages() + " in " + here.lines() + " lines, listed " + listed.messages()
                    + " in " + listed.lines());
        }
        if (!here.chain().equals(listed.chain())) {
            found.add("the chain of hashes parts " + where(here, listed));
        }
        if (!here.letters().equals(listed.letters())) {
            found.add("letters: " + here.letters() + ", listed " + listed.letters());
        }
    }

    private static String where(Log here, Log listed) {
        long same = 0;
        for (Map.Entry<Long, String> mark : listed.marks().entrySet()) {
            if (!mark.getValue().equals(here.marks().get(mark.getKey()))) {
                return "behind line " + same + ", before line " + (mark.getKey() + 1);
            }
            same = mark.getKey();
        }
        return "behind line " + same;
    }
}
