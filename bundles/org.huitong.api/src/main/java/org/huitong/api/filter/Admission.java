// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.filter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.huitong.api.message.MessageType;
import org.huitong.api.stage.Mark;
import org.huitong.api.stage.Priority;

/** The reading in memory; the door's reading as a query is held to it by a test. */
enum Admission implements Filter.Fold<Predicate<Facts>> {
    INSTANCE;

    @Override
    public Predicate<Facts> all(List<Predicate<Facts>> of) {
        return facts -> of.stream().allMatch(one -> one.test(facts));
    }

    @Override
    public Predicate<Facts> any(List<Predicate<Facts>> of) {
        return facts -> of.stream().anyMatch(one -> one.test(facts));
    }

    @Override
    public Predicate<Facts> not(Predicate<Facts> of) {
        return of.negate();
    }

    @Override
    public Predicate<Facts> marked(Mark.Kind kind, String value) {
        Mark mark = Mark.of(kind, value);
        return facts -> facts.marks().contains(mark);
    }

    @Override
    public Predicate<Facts> has(Mark.Kind kind) {
        return facts -> facts.marks().stream().anyMatch(mark -> mark.kind() == kind);
    }

    @Override
    public Predicate<Facts> saidBy(Optional<String> platform, Optional<String> tenant, String sender) {
        return facts -> facts.sender().equals(sender) && isOf(platform, tenant, facts);
    }

    @Override
    public Predicate<Facts> inRoom(Optional<String> platform, Optional<String> tenant, String conversation) {
        return facts -> facts.conversation().equals(conversation) && isOf(platform, tenant, facts);
    }

    private static boolean isOf(Optional<String> platform, Optional<String> tenant, Facts facts) {
        return platform.map(facts.platform()::equals).orElse(true)
                && tenant.map(facts.tenant()::equals).orElse(true);
    }

    @Override
    public Predicate<Facts> onPlatform(String platform) {
        return facts -> facts.platform().equals(platform);
    }

    @Override
    public Predicate<Facts> onAccount(String account) {
        return facts -> facts.account().equals(account);
    }

    @Override
    public Predicate<Facts> ofType(MessageType type) {
        return facts -> facts.type() == type;
    }

    @Override
    public Predicate<Facts> sentBetween(Optional<Instant> from, Optional<Instant> to) {
        return facts -> from.map(f -> millis(facts.sentAt()) >= millis(f)).orElse(true)
                && to.map(t -> millis(facts.sentAt()) < millis(t)).orElse(true);
    }

    private static long millis(Instant at) {
        return at.toEpochMilli();
    }

    @Override
    public Predicate<Facts> ranked(Priority priority) {
        return facts -> facts.priority() == priority;
    }

    @Override
    public Predicate<Facts> secrecyUpTo(Secrecy highest) {
        return facts -> Secrecy.among(facts.marks()).compareTo(highest) <= 0;
    }

    @Override
    public Predicate<Facts> words(String words) {
        throw new IllegalArgumentException("words are found by search alone");
    }
}
