// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;

/** The verifier without a process of its own: at a moment, or on a connection that somebody holds. */
public final class AtHand {
    private AtHand() {}

    public static int run(PrintStream out, Instant now, String... words) {
        return Verify.run(words, out, out, () -> now);
    }

    /** What is wrong with the chain that this connection sees, its own uncommitted changes included. */
    public static Optional<String> trouble(Connection connection, Path audit, Instant now) throws Exception {
        return Verify.verify(connection, Heads.ofHub(audit, Optional.empty()), now)
                .trouble();
    }
}
