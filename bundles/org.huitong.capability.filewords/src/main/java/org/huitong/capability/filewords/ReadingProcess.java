// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.filewords;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.huitong.api.text.LocalText;
import org.huitong.capability.filewords.Outcome.Reason;
import org.huitong.kit.process.Gone;
import org.huitong.kit.process.LinePipe;

/**
 * A process that reads files, one after the other. A file that is too much for it, or hostile, ends it and nothing else: the
 * hub's own memory never holds more of a file than a piece. For one thread.
 */
final class ReadingProcess implements AutoCloseable {
    /** A machine that has just been started does much at once. */
    private static final Duration BEGINS = Duration.ofMinutes(2);

    private static final Duration TAKES = Duration.ofSeconds(20);
    /** A process that was killed is gone as soon as the machine has its memory back. */
    private static final Duration ENDS = Duration.ofSeconds(5);

    private static final int PIECE = 256 << 10;

    private final LinePipe pipe;
    private final Bench bench;
    private final FileWordsDesk.Limits limits;

    private long number;

    private ReadingProcess(LinePipe pipe, Bench bench, FileWordsDesk.Limits limits) {
        this.pipe = pipe;
        this.bench = bench;
        this.limits = limits;
    }

    /** @throws IOException where it cannot be started: then no file is to blame */
    static ReadingProcess start(Workshop workshop, FileWordsDesk.Limits limits) throws IOException {
        Bench bench = workshop.benches().make();
        try {
            Duration longest = BEGINS.compareTo(limits.patience()) > 0 ? BEGINS : limits.patience();
            List<String> command = workshop.command(bench, limits.megabytes(), longest);
            return new ReadingProcess(LinePipe.start(command, "filewords"), bench, limits);
        } catch (IOException | RuntimeException | Error e) {
            bench.close();
            throw e;
        }
    }

    /** Waits until it takes files; {@link #close} from elsewhere ends the wait. */
    void awaitBegin() throws IOException, InterruptedException {
        ask("piece", "", BEGINS);
    }

    Path bench() {
        return bench.folder();
    }

    long pid() {
        return pipe.pid();
    }

    boolean isAlive() {
        return pipe.isAlive();
    }

    /**
     * Reads a file.
     *
     * @throws Gone where the file has ended the process
     */
    Outcome read(InputStream file) throws IOException, InterruptedException {
        try {
            for (byte[] piece = file.readNBytes(PIECE); piece.length > 0; piece = file.readNBytes(PIECE)) {
                ask("piece", Base64.getEncoder().encodeToString(piece), TAKES);
            }
        } catch (Gone gone) {
            throw gone;
        } catch (IOException e) {
            // Half a file is in it now.
            close();
            throw e;
        }
        String[] answer = ask("text", Integer.toString(limits.letters()), limits.patience());
        switch (answer[1]) {
            case "text", "cut" -> {
                String text = new String(Base64.getDecoder().decode(answer[2]), StandardCharsets.UTF_8);
                return new Outcome.Text(text, answer[1].equals("cut"));
            }
            default -> {
                return new Outcome.Unreadable(Reason.ofWord(answer[1]).orElse(Reason.BROKEN));
            }
        }
    }

    private String[] ask(String verb, String field, Duration patience) throws IOException, InterruptedException {
        number++;
        pipe.ask(List.of(number + "\t" + verb + "\t" + field), patience);
        String[] answer = pipe.answer().split("\t", -1);
        if (answer.length < 2 || !answer[0].equals(Long.toString(number))) {
            close();
            throw new Gone(LocalText.of("应答与问题不符，已结束", "it answered something else, and was ended"));
        }
        return answer;
    }

    @Override
    public void close() {
        pipe.close();
        pipe.awaitEnd(ENDS);
        bench.close();
    }
}
