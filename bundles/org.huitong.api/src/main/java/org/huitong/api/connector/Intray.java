// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.connector;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The way from one open line into the log. Belongs to that line and dies with it: a line that was given up cannot bring
 * anything any more, so that of an account never two speak. Provided by the hub.
 */
@ProviderType
public interface Intray {
    /** Where the lines before this one had come to; empty at the very first. */
    Optional<String> bookmark();

    /**
     * Keeps what came, and the place behind it. Blocks until all of it is on disk; only then may it be acknowledged. What
     * was brought already is known and stored once.
     *
     * @param bookmark at most 1,000 characters; kept in the transaction of what it stands behind or, where that does not
     *     fit into one, after it, so that a crash in between repeats rather than loses
     * @throws IOException where nothing can be kept now, or the line is over: it ends then
     */
    void take(List<Evidence> came, String bookmark) throws IOException, InterruptedException;

    /** The other side gave a sign of life, which its operator likes to see. */
    default void heard() {
        // Not every line notices.
    }

    /** The line is open and in order: registered, logged in, its folder chosen. */
    void stands();
}
