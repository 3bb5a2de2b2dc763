// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.huitong.api.text.LocalText;
import org.huitong.kit.process.Gone;
import org.huitong.kit.process.LinePipe;
import org.huitong.kit.process.TooMuch;

/**
 * The library in a process of its own, spoken to in lines over its standard input and output; the README tells how. Where
 * it crashes, hangs, or says what nobody asked for, the process is ended and whoever asked is told: the next one begins
 * with a new process.
 */
final class LibraryProcess implements Library {
    private static final Duration INIT = Duration.ofSeconds(30);
    /** Opening a batch asks nobody else. */
    private static final Duration OPENING = Duration.ofSeconds(10);

    private final LinePipe pipe;
    private final Duration patience;
    private long number;

    /** @param patience how long an answer may take that the library has to ask the platform for */
    private LibraryProcess(LinePipe pipe, Duration patience) {
        this.pipe = pipe;
        this.patience = patience;
    }

    /**
     * Starts a process and lets it log in.
     *
     * @throws Refused where the library does not let this company in
     */
    static LibraryProcess start(List<String> command, Login login, Duration patience)
            throws Refused, IOException, InterruptedException {
        LibraryProcess library = new LibraryProcess(LinePipe.start(command, "archive"), patience);
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
        return pipe.isAlive();
    }

    long pid() {
        return pipe.pid();
    }

    @Override
    public String chatData(long seq, int limit) throws Refused, IOException, InterruptedException {
        return text(call(patience, "getChatData", Long.toString(seq), Integer.toString(limit)), 0);
    }

    /** What can be read of an answer that was too long. */
    static String beginning(TooMuch answer) {
        String[] fields = answer.beginning().split("\t", -1);
        String coded = fields[fields.length - 1].replaceAll("[^A-Za-z0-9+/]", "");
        return new String(
                Base64.getDecoder().decode(coded.substring(0, coded.length() / 4 * 4)), StandardCharsets.UTF_8);
    }

    @Override
    public List<Opened> decrypt(List<Sealed> records) throws IOException, InterruptedException {
        if (records.isEmpty()) {
            return List.of();
        }
        // All are asked before the first answer is awaited: a round trip for each would cost more than the work.
        long first = number + 1;
        pipe.ask(
                records.stream()
                        .map(record -> question("decryptData", text(record.key()), text(record.text())))
                        .toList(),
                patience.compareTo(OPENING) < 0 ? patience : OPENING);
        List<Opened> opened = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            String[] answer = answer(first + i);
            int code = code(answer);
            opened.add(new Opened(code, code == 0 ? text(answer, 2) : ""));
        }
        return opened;
    }

    @Override
    public Piece media(String index, String fileId) throws Refused, IOException, InterruptedException {
        String[] answer = call(patience, "getMediaData", text(index), text(fileId));
        if (answer.length < 3) {
            throw broken("应答没有文件内容", "an answer without a piece");
        }
        return new Piece(text(answer, 0), "1".equals(answer[1]), bytes(answer[2]));
    }

    /** @return what stands behind the code */
    private String[] call(Duration limit, String name, String... fields)
            throws Refused, IOException, InterruptedException {
        pipe.ask(List.of(question(name, fields)), limit);
        String[] answer = answer(number);
        int code = code(answer);
        if (code != 0) {
            throw new Refused(code);
        }
        return Arrays.copyOfRange(answer, 2, answer.length);
    }

    private String question(String name, String... fields) {
        number++;
        return number + "\t" + name + "\t" + String.join("\t", fields);
    }

    private String[] answer(long asked) throws IOException, InterruptedException {
        String[] fields = pipe.answer().split("\t", -1);
        if (fields.length < 2 || !fields[0].equals(Long.toString(asked))) {
            throw broken("应答与问题不符", "an answer to something else");
        }
        return fields;
    }

    private int code(String[] answer) throws IOException {
        try {
            return Integer.parseInt(answer[1]);
        } catch (NumberFormatException e) {
            throw broken("应答没有代码", "an answer without a code");
        }
    }

    private String text(String[] fields, int index) throws IOException {
        if (fields.length <= index) {
            throw broken("应答没有内容", "an answer without its text");
        }
        return new String(bytes(fields[index]), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String field) throws IOException {
        try {
            return Base64.getDecoder().decode(field);
        } catch (IllegalArgumentException e) {
            throw broken("应答不是 base64", "an answer that is no base64");
        }
    }

    private static String text(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private IOException broken(String zh, String en) {
        close();
        return new Gone(LocalText.of(zh + "，已结束", "it gave " + en + ", and was ended"));
    }

    @Override
    public void close() {
        pipe.close();
    }
}
