// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * A message as it was said or edited.
     *
     * @param owed the stages whose finding is not among {@code findings}
     * @param heard of what may come through another door, too
     */
    record Said(
            Message message,
            MessageId id,
            Revision version,
            String delivery,
            Instant receivedAt,
            List<Finding> findings,
            List<String> owed,
            Optional<Heard> heard,
            Sealed body)
            implements Draft {
        /** Together with {@link #id()} what makes it the same line however often it is brought. */
        String revision() {
            return version.id();
        }
    }

    record Recalled(Sighting.Recalled recall, MessageId id, String delivery, Instant receivedAt, Sealed body)
            implements Draft {
        /** A message is taken back once, however often that is told. */
        static final String REVISION = "recalled";

        String revision() {
            return REVISION;
        }
    }

    /**
     * A finding of a stage about the version that stands at the line {@code ofSeq}: it replaces the one that is there. One
     * that is as the other, or was made of findings that were replaced meanwhile, is not written.
     *
     * @param firstSeq the first version's line of the message
     * @param basis what the stage was told that others had found, by their names; empty where they had found nothing
     * @param successors the stages whose findings this one may change
     */
    record Found(
            long ofSeq,
            long firstSeq,
            Message message,
            MessageId id,
            Finding finding,
            Map<String, Optional<Finding>> basis,
            List<String> successors,
            Instant at,
            String revision,
            Sealed body)
            implements Draft {
        private static final int LONGEST = 64;

        /** How the revisions of all findings about one line begin. */
        static String of(long seq) {
            return "found/" + seq + "/";
        }

        /** Never the same twice; with what it is about, for whoever looks into the database. */
        static String revisionOf(long ofSeq, String stage, String nonce) {
            String name = of(ofSeq) + nonce + "/" + stage;
            return name.length() <= LONGEST ? name : name.substring(0, LONGEST);
        }
    }

    /**
     * A message that is to be forgotten, with every line about it.
     *
     * @param certificate the number of what certifies it
     */
    record Forgotten(MessageId id, String platform, String tenant, String account, String certificate, Instant at)
            implements Draft {
        /** A message is forgotten once. */
        static final String REVISION = "forgotten";
    }

    /**
     * Something that a person says of a message; what comes of it, and whether it is anything new, the writer finds out.
     *
     * @param by the account
     * @param job where it is one piece of many
     */
    record Hand(MessageId id, ByHand what, String by, Instant at, Optional<String> job) implements Draft {
        /** How the revisions of all findings begin that were said by hand. */
        static final String PREFIX = "hand/";

        static String revisionOf(long seq) {
            return PREFIX + seq;
        }
    }
}
