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
 * The command. {@code list DATA FILE} takes down what there is, when a backup is made; {@code check} looks whether what came
 * out of that backup is the same, with the keys that it needs, and that a hub started on it would send nothing. Ends with 0
 * where it is, 1 where it is not, 2 where it could not be looked at.
 */
public final class Drill {
    private static final int GOOD = 0;
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 2;
    private static final String USAGE = "drill list DATA FILE | drill check FOLDER KEYS BACKUP REPORT";

    private Drill() {}

    public static void main(String[] words) {
        System.exit(run(words, InstantSource.system(), System.out, System.err));
    }

    static int run(String[] words, InstantSource clock, PrintStream out, PrintStream err) {
        try {
            if (words.length == 3 && words[0].equals("list")) {
                new DataFolder(Path.of(words[1]))
                        .inventory(clock.instant(), new TreeSet<>())
                        .write(Path.of(words[2]));
                return GOOD;
            }
            if (words.length == 5 && words[0].equals("check")) {
                Report report = check(Path.of(words[1]), Path.of(words[2]), words[3], clock);
                report.text().stream().filter(line -> !line.isEmpty()).forEach(out::println);
                Files.writeString(Path.of(words[4]), report.json());
                return report.isGood() ? GOOD : BROKEN;
            }
            err.println(USAGE);
        } catch (IOException | SQLException | RuntimeException e) {
            err.println("It could not be looked at / 无法核对: " + e.getMessage());
        }
        return UNKNOWN;
    }

    /** @param folder into which the backup was unpacked */
    static Report check(Path folder, Path keys, String backup, InstantSource clock) throws IOException, SQLException {
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
        Inventory restored = data.inventory(clock.instant(), names);
        List<String> troubles = new ArrayList<>(restored.differences(listed));
        trouble(data.identity(), names, keys).ifPresent(troubles::add);
        if (!data.isMarkedAsCopy()) {
            troubles.add("a hub started on it would send "
                    + restored.log().map(Inventory.Log::unsent).orElse(0L) + " letters again");
        }
        Duration took = Duration.between(begun, clock.instant());
        return new Report(backup, begun, took, listed, restored, names.size(), troubles);
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
