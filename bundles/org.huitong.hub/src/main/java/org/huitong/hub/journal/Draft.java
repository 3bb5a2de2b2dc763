// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.time.Instant;
import java.util.List;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.stage.Finding;
import org.huitong.api.vault.Sealed;

/**
 * What is to be written to the log, its body sealed already on the thread that brought it. Whether it is new, and its
 * place in the log, are found by the writer. Made by {@link Scribe}.
 */
public sealed interface Draft {
    MessageId id();

    /** Together with {@link #id()} what makes it the same line however often it is brought. */
    String revision();

    Sealed body();

    /**
     * A message as it was said or edited.
     *
     * @param owed the stages whose finding is not among {@code findings}
     */
    record Said(
            Message message,
            MessageId id,
            Revision version,
            String delivery,
            Instant receivedAt,
            List<Finding> findings,
            List<String> owed,
            Sealed body)
            implements Draft {
        @Override
        public String revision() {
            return version.id();
        }
    }

    record Recalled(Sighting.Recalled recall, MessageId id, String delivery, Instant receivedAt, Sealed body)
            implements Draft {
        /** A message is taken back once, however often that is told. */
        static final String REVISION = "recalled";

        @Override
        public String revision() {
            return REVISION;
        }
    }

    /**
     * A finding that was owed for the line {@code ofSeq}.
     *
     * @param firstSeq the first version's line of the message
     */
    record Found(long ofSeq, long firstSeq, Message message, MessageId id, Finding finding, Instant at, Sealed body)
            implements Draft {
        @Override
        public String revision() {
            return revisionOf(ofSeq, finding);
        }

        /** How the revisions of all findings about one line begin. */
        static String of(long seq) {
            return "found/" + seq + "/";
        }

        static String revisionOf(long ofSeq, Finding finding) {
            // Hashes would be shorter, but this one can be read in the database when somebody must look.
            String name = of(ofSeq) + finding.stage() + "/" + finding.snapshot();
            return name.length() <= 64 ? name : name.substring(0, 50) + "#" + Integer.toHexString(name.hashCode());
        }
    }
}
