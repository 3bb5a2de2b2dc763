// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.huitong.api.text.LocalText;
import org.huitong.installer.disk.Durable;

/**
 * The installer's files in {@code data/}: {@code desired.json} is the truth, {@code installing.json} says that a change
 * is under way, {@code bundles/<sha256>.jar} are the jars that were put in by hand.
 *
 * <p>A change is made when {@code desired.json} has been replaced, and not before: whoever finds {@code installing.json}
 * at start knows that the hub ended in between, and the desired state says on which side of the line.
 */
final class StateFolder {
    private static final String JAR = ".jar";
    private static final String PASSING = ".tmp";
    private static final int MOST_STATE = 16 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path desired;
    private final Path installing;
    private final Path bundles;

    StateFolder(Path data) throws IOException {
        desired = data.resolve("desired.json");
        installing = data.resolve("installing.json");
        bundles = data.resolve("bundles");
        Files.createDirectories(bundles);
    }

    Optional<Desired> load() throws IOException {
        try {
            return Optional.of(Desired.read(Durable.read(desired, MOST_STATE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Damaged(
                    LocalText.of(
                            "data/desired.json 无法读取。请放回完好的文件；或者删除它，功能恢复为出厂设置，手工安装的扩展需要重新安装。然后重新启动汇通",
                            "data/desired.json cannot be read. Put a good copy back, or delete it: features are then as"
                                    + " delivered, and what was put in by hand is to be put in again. Then start the"
                                    + " hub anew"),
                    e);
        }
    }

    void save(Desired state) throws IOException {
        Durable.write(desired, state.bytes());
    }

    void begin(Intent intent) throws IOException {
        ObjectNode json = JSON.createObjectNode()
                .put("what", intent.what())
                .put("from", intent.from())
                .put("attempt", intent.attempt());
        intent.configurations().forEach(json.putArray("configurations")::add);
        Durable.write(installing, JSON.writeValueAsBytes(json));
    }

    void end() throws IOException {
        Durable.delete(installing);
    }

    /** What was under way when the hub ended. */
    Optional<Intent> interrupted() throws IOException {
        try {
            JsonNode intent = JSON.readTree(Durable.read(installing, Durable.SMALL));
            if (!intent.path("what").isTextual() || !intent.path("from").isIntegralNumber()) {
                throw new IOException("it tells of no change");
            }
            List<String> configurations = new ArrayList<>();
            intent.path("configurations").forEach(pid -> configurations.add(pid.asText()));
            return Optional.of(new Intent(
                    intent.path("what").asText(),
                    intent.path("from").asLong(),
                    intent.path("attempt").asInt(1),
                    configurations));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Damaged(
                    LocalText.of(
                            "data/installing.json 无法读取，它记录停机时正在进行的安装。请删除它并重新启动汇通，那次安装视为没有发生",
                            "data/installing.json cannot be read; it tells of what was being installed when the hub"
                                    + " ended. Delete it and start the hub anew: that did not happen then"),
                    e);
        }
    }

    Path jar(String sha256) {
        return bundles.resolve(sha256 + JAR);
    }

    /** Takes a jar in under a passing name; whoever calls this gives it to {@link #keep} or deletes it. */
    Path receive(InputStream jar) throws IOException, Unfit {
        Path fresh = Files.createTempFile(bundles, ".", PASSING);
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(fresh)) {
            copy(jar, out);
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(fresh);
            }
        }
        return fresh;
    }

    /** A disk is as little without end as memory is. */
    private static void copy(InputStream jar, OutputStream out) throws IOException, Unfit {
        byte[] buffer = new byte[64 << 10];
        long size = 0;
        for (int read = jar.read(buffer); read >= 0; read = jar.read(buffer)) {
            size += read;
            if (size > Scales.MOST_BYTES) {
                throw Scales.tooLargeAFile();
            }
            out.write(buffer, 0, read);
        }
    }

    /** Keeps a received jar under its hash; it is on the disk when this returns. */
    BundleFile keep(BundleFile fresh) throws IOException {
        Path kept = jar(fresh.sha256());
        // A jar of that name may be there and damaged: this is how it is put right.
        if (!Files.exists(kept) || !BundleFile.sha256(kept).equals(fresh.sha256())) {
            try (FileChannel channel = FileChannel.open(fresh.jar(), StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Durable.move(fresh.jar(), kept);
        }
        return fresh.at(kept);
    }

    /** Drops jars that nobody wants any more. */
    void tidy(Set<String> wanted) throws IOException {
        drop(name -> name.endsWith(JAR) && !wanted.contains(name.substring(0, name.length() - JAR.length())));
    }

    /** Drops what was being received when the hub ended. */
    void forget() throws IOException {
        drop(name -> name.endsWith(PASSING));
    }

    private void drop(Predicate<String> name) throws IOException {
        try (Stream<Path> files = Files.list(bundles)) {
            for (Path file : files.toList()) {
                if (name.test(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    static Set<String> hashes(Desired state) {
        Set<String> hashes = new TreeSet<>();
        state.bundles().values().forEach(wish -> hashes.add(wish.sha256()));
        return hashes;
    }

    /** A file that tells what is installed cannot be read. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;
        private final transient LocalText remedy;

        Damaged(LocalText remedy, IOException cause) {
            super(remedy.en(), cause);
            this.remedy = remedy;
        }

        LocalText remedy() {
            return remedy;
        }
    }

    /**
     * A change under way.
     *
     * @param what names it across restarts
     * @param from the revision that it changes
     * @param attempt how often it was begun, this time included
     * @param configurations whose files it makes
     */
    record Intent(String what, long from, int attempt, List<String> configurations) {}
}
