// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What strace wrote down of a hub under load, in the order of the kernel: calls that came in by a socket, what was
 * written to the database's log, and answers.
 */
final class SystemCalls {
    private static final Pattern BEGUN = Pattern.compile("^(\\d+) +(read|write|writev|pwrite64)\\((\\d+<.*?>), (.*)$");
    private static final Pattern RESUMED =
            Pattern.compile("^(\\d+) +<\\.\\.\\. (read|write|writev|pwrite64) resumed>(.*)$");

    private final String writer;
    /** When each call came in that is not answered yet, by its socket. */
    private final Map<String, Integer> open = new HashMap<>();
    /** Writes of the log that have ended, by whom ever: when each ended, by when it began. */
    private final TreeMap<Integer, Integer> synced = new TreeMap<>();
    /** Those among them that the writer of messages made itself. */
    private final TreeMap<Integer, Integer> own = new TreeMap<>();

    private final Map<String, Unfinished> unfinished = new HashMap<>();
    private final List<String> early = new ArrayList<>();
    private int answers;
    private int carried;

    private record Unfinished(int begun, String file) {}

    private SystemCalls(String writer) {
        this.writer = writer;
    }

    /** @param writer the thread that writes messages, by the kernel's number */
    static SystemCalls read(Path record, String writer) throws IOException {
        SystemCalls calls = new SystemCalls(writer);
        int at = 0;
        for (String line : Files.readAllLines(record)) {
            calls.take(at++, line);
        }
        return calls;
    }

    /** How many calls were answered with 200. */
    int answers() {
        return answers;
    }

    int batches() {
        return own.size();
    }

    /**
     * Answers whose commit was written by another thread than the writer: Derby writes its whole buffer at once, so who
     * commits at the same moment carries the others' commits along, and these only wait for it ({@code
     * LogToFile.flush}).
     */
    int carried() {
        return carried;
    }

    /** Answers for which no write of the log both began after their call came in and ended before they left. */
    List<String> early() {
        return early;
    }

    private void take(int at, String line) {
        Matcher resumed = RESUMED.matcher(line);
        if (resumed.matches()) {
            Unfinished call = unfinished.remove(resumed.group(1) + resumed.group(2));
            if (call != null) {
                ended(call, resumed.group(1), resumed.group(2), resumed.group(3), at);
            }
            return;
        }
        Matcher begun = BEGUN.matcher(line);
        if (!begun.matches()) {
            return;
        }
        String thread = begun.group(1);
        String name = begun.group(2);
        Unfinished call = new Unfinished(at, begun.group(3));
        if (name.startsWith("write") && begun.group(4).contains("\"HTTP/1.1 200")) {
            answered(call.file(), at, line);
        }
        if (line.endsWith("<unfinished ...>")) {
            unfinished.put(thread + name, call);
        } else {
            ended(call, thread, name, begun.group(4), at);
        }
    }

    private void ended(Unfinished call, String thread, String name, String rest, int at) {
        if (name.equals("read") && rest.contains("\"POST /connect/")) {
            open.put(call.file(), at);
        } else if (call.file().matches("\\d+<.*/log/log\\d+\\.dat>")) {
            synced.put(call.begun(), at);
            if (thread.equals(writer)) {
                own.put(call.begun(), at);
            }
        }
    }

    private void answered(String socket, int at, String line) {
        Integer came = open.remove(socket);
        if (came == null) {
            // Some other page's answer.
            return;
        }
        answers++;
        if (!within(synced, came, at)) {
            early.add(line);
        } else if (!within(own, came, at)) {
            carried++;
        }
    }

    private static boolean within(TreeMap<Integer, Integer> writes, int begin, int end) {
        return writes.tailMap(begin, false).values().stream().anyMatch(ended -> ended < end);
    }
}
