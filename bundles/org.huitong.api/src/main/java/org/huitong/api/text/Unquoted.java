// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.text;

import java.sql.SQLException;
import java.util.Arrays;

/**
 * What was thrown, without its words: the message of an exception that comes out of a plug, a database or a parser may
 * quote what somebody wrote, and who reads the log need not have the right to read that. Classes, frames and the
 * database's codes remain.
 */
public final class Unquoted extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MOST_CAUSES = 10;
    private static final int MOST_FRAMES = 100;
    private static final int LONGEST_REASON = 300;

    private Unquoted(Throwable thrown, int depth) {
        super(name(thrown), cause(thrown, depth), false, true);
        StackTraceElement[] frames = thrown.getStackTrace();
        setStackTrace(frames.length > MOST_FRAMES ? Arrays.copyOf(frames, MOST_FRAMES) : frames);
    }

    /** For a log, in the place of the exception itself. */
    public static Unquoted of(Throwable thrown) {
        return new Unquoted(thrown, 0);
    }

    /** Where it came from in one line: the innermost cause and its first frame. */
    public static String reason(Throwable thrown) {
        Throwable root = thrown;
        for (int depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
            root = root.getCause();
        }
        StackTraceElement[] frames = root.getStackTrace();
        String reason = name(root) + (frames.length == 0 ? "" : " at " + frames[0]);
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    private static Throwable cause(Throwable thrown, int depth) {
        return thrown.getCause() == null || depth == MOST_CAUSES ? null : new Unquoted(thrown.getCause(), depth + 1);
    }

    private static String name(Throwable thrown) {
        String name = thrown.getClass().getName();
        return thrown instanceof SQLException sql && sql.getSQLState() != null
                ? name + " (SQLSTATE " + sql.getSQLState() + ")"
                : name;
    }
}
