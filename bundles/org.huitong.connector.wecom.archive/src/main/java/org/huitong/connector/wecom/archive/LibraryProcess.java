// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The library in a process of its own, spoken to in lines over its standard input and output; the README tells how. Where
 * it crashes, hangs, or says what nobody asked for, the process is ended and whoever asked is told: the next one begins
 * with a new process.
 */
final class LibraryProcess implements Library {
    /** A piece of media is at most 512 KiB, a thousand records are a few MiB. */
    private static final int LONGEST_LINE = 64 << 20;

    private static final String[] INHERITED = {"PATH", "LD_LIBRARY_PATH", "LANG", "TZ", "TMPDIR", "SystemRoot"};
    private static final Duration INIT = Duration.ofSeconds(30);

    private final Process process;
    private final OutputStream requests;
    private final Duration patience;
    /** The lines that it said; an empty one where it has ended. */
    private final BlockingQueue<Optional<String>> said = new LinkedBlockingQueue<>();

    private long number;

    /** @param patience how long an answer may take that the library has to ask the platform for */
    private LibraryProcess(Process process, Duration patience) {
        this.process = process;
        this.requests = process.getOutputStream();
        this.patience = patience;
        Thread listener = new Thread(this::listen, "huitong-archive-library");
        listener.setDaemon(true);
        listener.start();
    }

    /**
     * Starts a process and lets it log in.
     *
     * @throws Refused where the library does not let this company in
     */
    static LibraryProcess start(List<String> command, Login login, Duration patience)
            throws Refused, IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // The hub's own environment may hold passwords.
        var environment = builder.environment();
        var inherited = new java.util.HashMap<String, String>();
        for (String name : INHERITED) {
            Optional.ofNullable(environment.get(name)).ifPresent(value -> inherited.put(name, value));
        }
        environment.clear();
        environment.putAll(inherited);
        LibraryProcess library = new LibraryProcess(builder.start(), patience);
        try {
            // Over the pipe: what stands in a command line is seen by every user of the machine.
            library.call(
                    INIT,
                    "init",
                    text(login.corpId()),
                    text(login.secret()),
                    text(login.proxy()),
                    text(login.proxyPassword()));
            return library;
        } catch (Refused | IOException | InterruptedException | RuntimeException e) {
            library.close();
            throw e;
        }
    }

    /** What the library logs in with. */
    record Login(String corpId, String secret, String proxy, String proxyPassword) {
        @Override
        public String toString() {
            return "Login[" + corpId + "]";
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public String chatData(long seq, int limit) throws Refused, IOException, InterruptedException {
        return text(call(patience, "getChatData", Long.toString(seq), Integer.toString(limit)), 0);
    }

    @Override
    public List<Opened> decrypt(List<Sealed> records) throws IOException, InterruptedException {
        // All are asked before the first answer is awaited: a round trip for each would cost more than the work.
        long first = number + 1;
        for (Sealed record : records) {
            say("decryptData", text(record.key()), text(record.text()));
        }
        flush();
        List<Opened> opened = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            String[] answer = answer(first + i, patience);
            int code = code(answer);
            opened.add(new Opened(code, code == 0 ? text(answer, 2) : ""));
        }
        return opened;
    }

    @Override
    public Piece media(String index, String fileId) throws Refused, IOException, InterruptedException {
        String[] answer = call(patience, "getMediaData", text(index), text(fileId));
        if (answer.length < 3) {
            throw broken("an answer without a piece");
        }
        return new Piece(text(answer, 0), "1".equals(answer[1]), bytes(answer[2]));
    }

    /** @return what stands behind the code */
    private String[] call(Duration limit, String name, String... fields)
            throws Refused, IOException, InterruptedException {
        long asked = say(name, fields);
        flush();
        String[] answer = answer(asked, limit);
        int code = code(answer);
        if (code != 0) {
            throw new Refused(code);
        }
        return java.util.Arrays.copyOfRange(answer, 2, answer.length);
    }

    private long say(String name, String... fields) throws IOException {
        number++;
        String line = number + "\t" + name + "\t" + String.join("\t", fields) + "\n";
        try {
            requests.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            close();
            throw new Gone("the process of the library has ended");
        }
        return number;
    }

    private void flush() throws IOException {
        try {
            requests.flush();
        } catch (IOException e) {
            close();
            throw new Gone("the process of the library has ended");
        }
    }

    private String[] answer(long asked, Duration limit) throws IOException, InterruptedException {
        Optional<String> line = said.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw broken("no answer within " + limit.toSeconds() + " s");
        }
        if (line.isEmpty()) {
            close();
            throw new Gone("the process of the library has ended");
        }
        String[] fields = line.get().split("\t", -1);
        if (fields.length < 2 || !fields[0].equals(Long.toString(asked))) {
            throw broken("an answer to something else");
        }
        return fields;
    }

    private int code(String[] answer) throws IOException {
        try {
            return Integer.parseInt(answer[1]);
        } catch (NumberFormatException e) {
            throw broken("an answer without a code");
        }
    }

    private String text(String[] fields, int index) throws IOException {
        if (fields.length <= index) {
            throw broken("an answer without its text");
        }
        return new String(bytes(fields[index]), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String field) throws IOException {
        try {
            return Base64.getDecoder().decode(field);
        } catch (IllegalArgumentException e) {
            throw broken("an answer that is no base64");
        }
    }

    private static String text(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private IOException broken(String how) {
        close();
        return new Gone("the process of the library gave " + how + " and was ended");
    }

    private void listen() {
        try (InputStream answers = new BufferedInputStream(process.getInputStream(), 1 << 16)) {
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
            for (int next = answers.read(); next >= 0; next = answers.read()) {
                if (next == '\n') {
                    said.add(Optional.of(line.toString(StandardCharsets.US_ASCII)));
                    line.reset();
                } else if (line.size() < LONGEST_LINE) {
                    line.write(next);
                } else {
                    break;
                }
            }
        } catch (IOException ended) {
            // Told below, as any other end is.
        } finally {
            said.add(Optional.empty());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            requests.close();
        } catch (IOException gone) {
            // The pipe went with its process.
        }
    }
}
