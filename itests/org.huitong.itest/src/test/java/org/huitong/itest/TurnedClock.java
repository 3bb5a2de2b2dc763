// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.huitong.testkit.HubProcess;

/**
 * The clock of a hub that runs, in a test's hand: it goes on as clocks do, and leaps where it is set. The product has no
 * setting for it, so before the hub starts its bundle of the clock is given another class for where the moment comes from.
 */
public final class TurnedClock {
    private static final String CLASS = "org/huitong/clock/Moment.class";
    private final Path beside;

    /** @param scratch an empty folder of the test */
    public TurnedClock(HubProcess hub, Path scratch, Instant begin) {
        this.beside = scratch.resolve("clock");
        set(begin);
        hub.with("HUITONG_TEST_CLOCK", beside.toString());
        try {
            exchange(Plug.bundle(hub, "org.huitong.clock"), compiled(scratch), scratch.resolve("clock.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void set(Instant moment) {
        try (FileChannel file = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long millis = Duration.between(Instant.now(), moment).toMillis();
            file.write(ByteBuffer.allocate(Long.BYTES).putLong(millis).flip(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Instant now() {
        try {
            return Instant.now()
                    .plusMillis(ByteBuffer.wrap(Files.readAllBytes(beside)).getLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] compiled(Path scratch) throws IOException {
        Path java = Files.createDirectories(scratch.resolve("source")).resolve("Moment.java");
        try (var in = TurnedClock.class.getResourceAsStream("/plug/Moment.java.txt")) {
            Files.write(java, in.readAllBytes());
        }
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "17", "-proc:none", "-d", scratch.toString(), java.toString());
        if (result != 0) {
            throw new IllegalStateException("the test's moment does not compile");
        }
        return Files.readAllBytes(scratch.resolve(CLASS));
    }

    private static void exchange(Path jar, byte[] bytes, Path part) throws IOException {
        boolean found = false;
        try (JarInputStream from = new JarInputStream(Files.newInputStream(jar));
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(part), from.getManifest())) {
            for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
                to.putNextEntry(new JarEntry(entry.getName()));
                if (entry.getName().equals(CLASS)) {
                    found = true;
                    to.write(bytes);
                } else {
                    from.transferTo(to);
                }
            }
        }
        if (!found) {
            throw new IllegalStateException("the clock takes its moment from elsewhere");
        }
        Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
    }
}
