// SPDX-License-Identifier: Apache-2.0
package org.huitong.testkit;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.huitong.api.outbox.Letter;
import org.huitong.api.outbox.Outbox;
import org.huitong.api.outbox.Posted;
import org.huitong.api.outbox.To;
import org.huitong.api.outbox.Writing;
import org.huitong.api.text.LocalText;

/**
 * Takes letters in memory and sends none; the same key of the same sender is the same letter. What is rolled back stays
 * here: for that the real one is asked.
 */
public final class HeardOutbox implements Outbox {
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final List<String> recalled = new CopyOnWriteArrayList<>();
    private final List<String> settled = new CopyOnWriteArrayList<>();
    private volatile Set<To> offering = Set.of();
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    @Override
    public synchronized String post(Connection transaction, Letter letter) {
        String id = "letter-" + (letters.size() + 1);
        String known = letter.key()
                .map(key -> ids.putIfAbsent(letter.by() + " " + key, id))
                .orElse(null);
        if (known != null) {
            return known;
        }
        letters.add(letter);
        return id;
    }

    @Override
    public void recall(Connection transaction, String by, String key, LocalText why) {
        recalled.add(key);
    }

    @Override
    public void settle(Connection transaction, String by, String about, String words) {
        settled.add(about + ": " + words);
    }

    /** Its cards are such as no platform changes back, but for those to {@link #offering}. */
    @Override
    public Set<To> reopen(Connection transaction, String by, String about) {
        settled.add(about + ": ");
        return offering;
    }

    /** To whom cards went that can be changed back. */
    public void offering(To... to) {
        offering = Set.of(to);
    }

    /** {@code <about>: <words>} of what was settled, without words where it was opened again, in that order. */
    public List<String> settled() {
        return List.copyOf(settled);
    }

    /** The keys of those that were taken back; they are among the letters all the same. */
    public List<String> recalled() {
        return List.copyOf(recalled);
    }

    @Override
    public Optional<Posted> find(String letter) {
        return Optional.of(new Posted(
                letter, "accepted", Optional.of("dingtalk"), Optional.of("demo"), Optional.empty(), Optional.empty()));
    }

    public List<Letter> letters() {
        return List.copyOf(letters);
    }

    /** {@code <person>: <the first line>}, of those since the beginning or the last {@link #clear()}. */
    public List<String> lines() {
        return letters.stream().map(HeardOutbox::line).toList();
    }

    public void clear() {
        letters.clear();
    }

    private static String line(Letter letter) {
        String to = letter.to() instanceof To.Person person
                ? person.person()
                : letter.to().toString();
        String text = letter.writing() instanceof Writing.Text text1
                ? text1.text()
                : letter.writing() instanceof Writing.Markdown markdown
                        ? markdown.text()
                        : letter.writing() instanceof Writing.File file
                                ? file.name()
                                : ((Writing.Card) letter.writing()).inText().text();
        return to + ": " + text.lines().findFirst().orElse("");
    }
}
