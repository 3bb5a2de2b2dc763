// SPDX-License-Identifier: Apache-2.0
package org.huitong.installer.disk;

import java.nio.file.FileSystemException;

/** What went wrong, as those may read it who can mend it. */
public final class Failure {
    private Failure() {}

    /** What the failure says in its own words: the innermost cause is what people can do something about. */
    public static String words(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        if (deepest.getMessage() == null || deepest.getMessage().isBlank()) {
            return deepest.getClass().getSimpleName();
        }
        // Of a file that was refused the message is its name alone.
        boolean told = deepest == failure && !(deepest instanceof FileSystemException file && file.getReason() == null);
        return told ? deepest.getMessage() : deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }
}
