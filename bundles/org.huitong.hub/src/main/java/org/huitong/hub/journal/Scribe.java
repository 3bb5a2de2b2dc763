// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.huitong.api.connector.Hearing;
import org.huitong.api.message.Message;
import org.huitong.api.message.MessageId;
import org.huitong.api.message.Revision;
import org.huitong.api.message.Sighting;
import org.huitong.api.reader.Entry;
import org.huitong.api.stage.Finding;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;

/**
 * Puts what was said into words and under seal, and reads it back. The seal is bound to message and revision: a body
 * copied to another row does not open there. A revision is often a hash of the text, and short texts can be guessed: what
 * stands in the table is a fingerprint of it that cannot be made without the keys.
 */
public final class Scribe {
    /** Of the log alone, whose months end with their last line; what belongs to messages elsewhere is under another. */
    public static final String KEY_CLASS = "said";

    private final Vault vault;
    private final BodyCodec codec = new BodyCodec();

    public Scribe(Vault vault) {
        this.vault = vault;
    }

    /** What comes through no other door. */
    public Draft.Said said(
            Sighting.Said said, String delivery, Instant receivedAt, List<Finding> findings, List<String> owed) {
        return said(said, delivery, receivedAt, findings, owed, Hearing.ALONE);
    }

    public Draft.Said said(
            Sighting.Said said,
            String delivery,
            Instant receivedAt,
            List<Finding> findings,
            List<String> owed,
            Hearing hearing) {
        Message message = said.message();
        MessageId id = message.id();
        Revision revision =
                new Revision(nameOf(id, said.revision()), said.revision().at());
        Sealed body = seal(new Body.Said(message, findings), id, revision.id());
        return new Draft.Said(
                message, id, revision, delivery, receivedAt, findings, owed, Heard.of(message, hearing, vault), body);
    }

    public Draft.Recalled recalled(Sighting.Recalled recall, String delivery, Instant receivedAt) {
        MessageId id = recall.key().id();
        Sealed body = seal(new Body.Recalled(recall), id, Draft.Recalled.REVISION);
        return new Draft.Recalled(recall, id, delivery, receivedAt, body);
    }

    /** A finding about a line that was read. */
    public Draft.Found found(
            Entry.Said about,
            Finding finding,
            Map<String, Optional<Finding>> basis,
            List<String> successors,
            Instant at) {
        return found(about.seq(), about.firstSeq(), about.message(), finding, basis, successors, at);
    }

    /** Another finding about the same. */
    public Draft.Found instead(Draft.Found of, Finding finding) {
        return found(of.ofSeq(), of.firstSeq(), of.message(), finding, of.basis(), of.successors(), of.at());
    }

    /**
     * @param basis what the stage was told that others had found
     * @param successors the stages that are told what this one finds
     */
    public Draft.Found found(
            long ofSeq,
            long firstSeq,
            Message message,
            Finding finding,
            Map<String, Optional<Finding>> basis,
            List<String> successors,
            Instant at) {
        MessageId id = message.id();
        byte[] nonce = new byte[6];
        ThreadLocalRandom.current().nextBytes(nonce);
        String revision = Draft.Found.revisionOf(
                ofSeq, finding.stage(), Base64.getUrlEncoder().withoutPadding().encodeToString(nonce));
        Sealed body = seal(new Body.Found(finding), id, revision);
        return new Draft.Found(ofSeq, firstSeq, message, id, finding, basis, successors, at, revision, body);
    }

    /** What was said by hand, when the writer knows what comes of it. */
    Sealed byHand(MessageId id, String revision, Finding finding) {
        return seal(new Body.Found(finding), id, revision);
    }

    Body open(short kind, MessageId id, String revision, Sealed sealed) {
        return codec.decode(kind, vault.open(sealed, context(id, revision)));
    }

    private String nameOf(MessageId id, Revision revision) {
        byte[] name = Arrays.copyOf(vault.fingerprint("revision", context(id, revision.id())), 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    }

    private Sealed seal(Body body, MessageId id, String revision) {
        return vault.seal(KEY_CLASS, codec.encode(body), context(id, revision));
    }

    private static byte[] context(MessageId id, String revision) {
        byte[] first = id.bytes();
        byte[] second = revision.getBytes(StandardCharsets.UTF_8);
        byte[] context = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, context, first.length, second.length);
        return context;
    }
}
