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
    private static final Duration BEGINS = Duration.ofSeconds(30);
    private static final Duration TAKES = Duration.ofSeconds(20);
    private static final int PIECE = 256 << 10;

    private final LinePipe pipe;
    private final Bench bench;

    private long number;

    private ReadingProcess(LinePipe pipe, Bench bench) {
        this.pipe = pipe;
        this.bench = bench;
    }

    /** @throws IOException where it does not begin: then no file is to blame */
    static ReadingProcess start(Workshop workshop, int megabytes) throws IOException, InterruptedException {
        Bench bench = workshop.bench();
        ReadingProcess process;
        try {
            process = new ReadingProcess(LinePipe.start(workshop.command(bench, megabytes), "filewords"), bench);
        } catch (IOException | RuntimeException e) {
            bench.close();
            throw e;
        }
        try {
            process.ask("piece", "", BEGINS);
            return process;
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    Path bench() {
        return bench.folder();
    }

    boolean isAlive() {
        return pipe.isAlive();
    }

    /**
     * Reads a file.
     *
     * @param most so many letters of it
     * @param patience so long it may take
     * @throws Gone where the file has ended the process
     */
    Outcome read(InputStream file, int most, Duration patience) throws IOException, InterruptedException {
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
        String[] answer = ask("text", Integer.toString(most), patience);
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
        bench.close();
    }
}
