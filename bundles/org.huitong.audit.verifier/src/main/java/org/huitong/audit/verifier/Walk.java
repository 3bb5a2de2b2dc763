// SPDX-License-Identifier: Apache-2.0
package org.huitong.audit.verifier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks along a chain from its first entry. What it says of the first broken one is what can be known: a hash tells that
 * an entry is not the one that was linked there, not whether it was changed, put in, or taken from elsewhere.
 */
final class Walk {
    /** The end is signed each minute; what was noted in a transaction that was long in ending is older than its link. */
    private static final Duration SIGNED_WITHIN = Duration.ofMinutes(15);

    private final Heads heads;
    private final Instant now;
    private final List<String> notes = new ArrayList<>();
    private long looked;
    private long lastSeq;
    private String lastHash;
    private long lastSigned;
    /** The moment of the oldest entry behind the last head. */
    private long unsignedSince = Long.MAX_VALUE;

    private Optional<Verdict> broken = Optional.empty();

    Walk(Heads heads, long before, String hashBefore, Instant now) {
        this.heads = heads;
        this.now = now;
        this.lastSeq = before;
        this.lastHash = hashBefore;
        this.lastSigned = before;
        notes.addAll(heads.notes());
    }

    /** @return false once something is broken */
    boolean step(Link link) {
        looked++;
        if (link.seq() != lastSeq + 1) {
            fail(lastSeq + 1, "is missing; the next one that is there is " + link.seq() + " / 缺失");
        } else if (!link.expected(lastHash).equals(link.hash())) {
            fail(link.seq(), "is not what was linked here: it was changed, put in or moved / 与链不符，被改动、插入或移位");
        } else {
            lastSeq = link.seq();
            lastHash = link.hash();
            unsignedSince = Math.min(unsignedSince, link.at());
            matchHead(link);
        }
        return broken.isEmpty();
    }

    private void matchHead(Link link) {
        Heads.Head head = heads.bySeq().get(link.seq());
        if (head == null) {
            return;
        }
        if (head.hash().equals(link.hash())) {
            lastSigned = link.seq();
            unsignedSince = Long.MAX_VALUE;
        } else {
            fail(
                    lastSigned + 1,
                    "or one behind it up to " + link.seq() + " was made anew: the head that was signed at " + head.at()
                            + " is another / 从这里起被重新制作，与已签名的链尾不符");
        }
    }

    /** @param end the place and hash at which the chain ends, as far as that is told elsewhere */
    Verdict end(Optional<Map.Entry<Long, String>> end) {
        if (broken.isPresent()) {
            return broken.get();
        }
        Map.Entry<Long, Heads.Head> signed = heads.bySeq().lastEntry();
        if (signed != null && signed.getKey() > lastSeq) {
            fail(
                    lastSeq + 1,
                    "and all up to " + signed.getKey() + " were cut off: the head that was signed at "
                            + signed.getValue().at() + " reaches further / 之后的记录被截断");
        } else if (end.isPresent() && end.get().getKey() > lastSeq) {
            fail(lastSeq + 1, "and all up to " + end.get().getKey() + " were cut off / 之后的记录被截断");
        } else if (end.isPresent()
                && (end.get().getKey() < lastSeq || !end.get().getValue().equals(lastHash))) {
            fail(
                    Math.min(end.get().getKey() + 1, lastSeq),
                    "lies behind the end of the chain, or is another one / 超出链尾或与链尾不符");
        } else if (!heads.forged().isEmpty()) {
            fail(lastSeq, "is whole, but " + heads.forged().get(0) + " / 链尾签名无效");
        }
        if (broken.isEmpty() && lastSigned < lastSeq) {
            endUnsigned();
        }
        return broken.orElseGet(() -> Verdict.whole(looked, notes));
    }

    /** It ends before it says that it does. */
    Verdict cut() {
        fail(lastSeq + 1, "and what is behind it was cut off / 之后的记录被截断");
        return broken.orElseThrow();
    }

    private void endUnsigned() {
        boolean old = unsignedSince < now.minus(SIGNED_WITHIN).toEpochMilli();
        if (old && heads.proves()) {
            fail(
                    lastSigned + 1,
                    "and all up to " + lastSeq
                            + " are not signed, though the end is signed each minute: the signed heads"
                            + " were cut off, or the hub was killed and not started since / 未签名：链尾签名被删除，"
                            + "或系统异常终止后没有再启动");
        } else {
            notes.add("Entries " + (lastSigned + 1) + " to " + lastSeq + " are linked and not signed / 已链接、未签名");
        }
    }

    void note(String note) {
        notes.add(note);
    }

    private void fail(long seq, String trouble) {
        broken = Optional.of(Verdict.broken(looked, seq, trouble, notes));
    }
}
