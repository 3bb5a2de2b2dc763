// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import static org.huitong.bench.Bench.say;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.huitong.testkit.HubProcess;

/**
 * How long it takes from the command to {@code /health} 200 with the default features, as it is delivered and in plain
 * configuration, in turn, on a database that is there already.
 *
 * <p>Plain is the same bundles with nothing done for the start: no archive of loaded classes, jars compressed as Maven
 * makes them, and Java's own settings for compiling and for key stores. In between stands what is delivered without the
 * archive, which tells what that alone is worth.
 */
final class Start {
    private static final double TARGET = 0.65;
    private static final int FEWEST = 5;
    /** What Java 17 has without our flags; they come behind ours on the command line and so count. */
    private static final String JAVAS_OWN = "-XX:Tier4InvocationThreshold=5000 -XX:Tier4MinInvocationThreshold=600"
            + " -XX:Tier4CompileThreshold=15000 -XX:Tier4BackEdgeThreshold=40000"
            + " -Dkeystore.pkcs12.keyPbeIterationCount=10000 -Dkeystore.pkcs12.certPbeIterationCount=10000"
            + " -Dkeystore.pkcs12.macIterationCount=10000";

    private final List<Variant> variants;
    private final int rounds;

    private Start(List<Variant> variants, int rounds) {
        this.variants = variants;
        this.rounds = rounds;
    }

    private static final class Variant {
        private final String name;
        private final HubProcess hub;
        private final double[] wall;
        private final double[] cpu;

        Variant(String name, Path folder, int rounds, String javaOpts, Consumer<Path> change) {
            this.name = name;
            this.hub = new HubProcess(folder).with("JAVA_OPTS", "-Xmx1g " + javaOpts);
            this.wall = new double[rounds];
            this.cpu = new double[rounds];
            change.accept(hub.home());
        }

        void run(int round) {
            long before = System.nanoTime();
            hub.start();
            if (round >= 0) {
                wall[round] = (System.nanoTime() - before) / 1e6;
                cpu[round] = ProcessHandle.of(hub.pid())
                        .flatMap(p -> p.info().totalCpuDuration())
                        .orElse(Duration.ZERO)
                        .toMillis();
            }
            hub.stop();
        }
    }

    static void measure(Bench.Orders orders) {
        int rounds = Math.max(FEWEST, orders.rounds());
        Path folder = orders.folder();
        new Start(
                        List.of(
                                new Variant("as delivered", folder.resolve("delivered"), rounds, "", home -> {}),
                                new Variant("without archive", folder.resolve("bare"), rounds, "", Start::noArchive),
                                new Variant("plain", folder.resolve("plain"), rounds, JAVAS_OWN, home -> {
                                    noArchive(home);
                                    compress(home);
                                })),
                        rounds)
                .run();
    }

    private void run() {
        for (int round = -1; round < rounds; round++) {
            for (Variant variant : variants) {
                variant.run(round);
            }
        }
        say(
                "to /health 200, %d rounds, load average %.1f",
                rounds, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        for (Variant variant : variants) {
            say(
                    "  %-16s %,6.0f ms on the wall, %,6.0f ms of processor time (medians)",
                    variant.name, Bench.median(variant.wall), Bench.median(variant.cpu));
        }
        say("  as delivered / plain            %s", against(ratio(0, 2, true)));
        say("  the same of processor time      %.2f", ratio(0, 2, false));
        say("  as delivered / without archive  %.2f", ratio(0, 1, true));
        say("  the same of processor time      %.2f", ratio(0, 1, false));
    }

    /** The median of the rounds' own ratios: what slows the machine slows neighbours alike. */
    private double ratio(int above, int below, boolean wall) {
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            Variant a = variants.get(above);
            Variant b = variants.get(below);
            ratios[i] = wall ? a.wall[i] / b.wall[i] : a.cpu[i] / b.cpu[i];
        }
        return Bench.median(ratios);
    }

    private static String against(double ratio) {
        return String.format("%.2f (target at most %.2f: %s)", ratio, TARGET, ratio <= TARGET ? "reached" : "missed");
    }

    private static void noArchive(Path home) {
        each(home, ".jsa", file -> {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void compress(Path home) {
        each(home, ".jar", jar -> {
            Path compressed = jar.resolveSibling(jar.getFileName() + ".new");
            try (InputStream file = Files.newInputStream(jar);
                    ZipInputStream in = new ZipInputStream(file);
                    OutputStream target = Files.newOutputStream(compressed);
                    ZipOutputStream out = new ZipOutputStream(target)) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                    out.closeEntry();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            try {
                Files.move(compressed, jar, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void each(Path home, String ending, Consumer<Path> work) {
        try (Stream<Path> all = Files.walk(home.resolve("system"))) {
            all.filter(file -> file.toString().endsWith(ending)).toList().forEach(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
