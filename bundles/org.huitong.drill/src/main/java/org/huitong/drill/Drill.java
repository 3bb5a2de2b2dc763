// SPDX-License-Identifier: Apache-2.0
package org.huitong.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The command. {@code list} takes down what there is, when a backup is made, and copies a database of PostgreSQL; {@code load}
 * brings that copy into an empty one; {@code check} looks whether what came out of that backup is the same, with the keys that
 * it needs, and that a hub started on it would send nothing. Ends with 0 where it is, 1 where it is not, 2 where it could not
 * be looked at.
 */
public final class Drill {
    private static final int GOOD = 0;
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 2;
    /** In a backup: PostgreSQL's own copy of the database. */
    private static final String DUMP = "database.dump";

    private static final String USAGE = "drill list DATA FILE [DUMP URL USER] | drill load DUMP URL USER"
            + " | drill check FOLDER KEYS BACKUP REPORT [URL USER]";

    private Drill() {}

    public static void main(String[] words) {
        System.exit(run(words, InstantSource.system(), System.out, System.err));
    }

    static int run(String[] words, InstantSource clock, PrintStream out, PrintStream err) {
        String verb = words.length == 0 ? "" : words[0];
        try {
            if (verb.equals("list") && (words.length == 3 || words.length == 6)) {
                list(words, clock).write(Path.of(words[2]));
                return GOOD;
            }
            if (verb.equals("load") && words.length == 4) {
                Postgres.at(words[2], words[3]).load(Path.of(words[1]));
                return GOOD;
            }
            if (verb.equals("check") && (words.length == 5 || words.length == 7)) {
                Optional<Postgres> empty =
                        words.length == 5 ? Optional.empty() : Optional.of(Postgres.at(words[5], words[6]));
                Report report = check(Path.of(words[1]), Path.of(words[2]), words[3], empty, clock);
                report.text().stream().filter(line -> !line.isEmpty()).forEach(out::println);
                Files.writeString(Path.of(words[4]), report.json());
                return report.isGood() ? GOOD : BROKEN;
            }
            err.println(USAGE);
        } catch (IOException | SQLException | RuntimeException e) {
            err.println((verb.equals("check") ? "It could not be looked at / 无法核对: " : "It failed / 失败: ")
                    + e.getMessage());
        }
        return UNKNOWN;
    }

    private static Inventory list(String[] words, InstantSource clock) throws IOException, SQLException {
        DataFolder data = new DataFolder(Path.of(words[1]));
        TreeSet<String> keys = new TreeSet<>();
        Optional<Inventory.Log> log = words.length == 3
                ? data.log(keys)
                : Optional.of(Postgres.at(words[4], words[5]).dump(Path.of(words[3]), keys));
        return new Inventory(clock.instant(), log, data.files());
    }

    /**
     * @param folder into which the backup was unpacked
     * @param empty where a copy of PostgreSQL may be brought to life meanwhile
     */
    static Report check(Path folder, Path keys, String backup, Optional<Postgres> empty, InstantSource clock)
            throws IOException, SQLException {
        Instant begun = clock.instant();
        Path list = folder.resolve("inventory");
        if (!Files.exists(list)) {
            throw new IOException("the backup has no list of what it holds: it was made by an earlier release");
        }
        Inventory listed = Inventory.read(list);
        if (listed.log().isEmpty()) {
            throw new IOException("the database is not in this backup: of PostgreSQL see docs/it.md");
        }
        DataFolder data = new DataFolder(folder.resolve("data"));
        TreeSet<String> names = new TreeSet<>();
        Optional<Inventory.Log> log = log(data, folder.resolve(DUMP), empty, names);
        Inventory restored = new Inventory(clock.instant(), log, data.files());
        List<String> troubles = new ArrayList<>(restored.differences(listed));
        trouble(data.identity(), names, keys).ifPresent(troubles::add);
        if (!data.isMarkedAsCopy()) {
            troubles.add("a hub started on it would send "
                    + restored.log().map(Inventory.Log::unsent).orElse(0L) + " letters again");
        }
        Duration took = Duration.between(begun, clock.instant());
        return new Report(backup, begun, took, listed, restored, names.size(), troubles);
    }

    private static Optional<Inventory.Log> log(
            DataFolder data, Path dump, Optional<Postgres> empty, TreeSet<String> names)
            throws IOException, SQLException {
        if (!Files.exists(dump)) {
            return data.log(names);
        }
        Postgres place = empty.orElseThrow(
                () -> new IOException(
                        "the backup holds a PostgreSQL database: name an empty one"
                                + " in HUITONG_DATABASE, for the time of the drill / 备份中有 PostgreSQL 数据库，请用 HUITONG_DATABASE 指定一个空库"));
        place.load(dump);
        try {
            return Optional.of(place.log(names));
        } finally {
            place.clear();
        }
    }

    private static Optional<String> trouble(Optional<String> identity, TreeSet<String> names, Path keys) {
        try {
            KeyStoreFile store = new KeyStoreFile(keys);
            if (identity.isPresent() && !identity.get().equals(store.identity())) {
                return Optional.of("the keys in " + keys + " are not those of this backup");
            }
            return Optional.of(store.missing(names))
                    .filter(missing -> !missing.isEmpty())
                    .map(missing -> "keys are missing, and what they opened stays shut: " + String.join(", ", missing));
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }
}
