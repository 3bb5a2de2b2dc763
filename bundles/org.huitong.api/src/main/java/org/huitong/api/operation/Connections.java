// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.huitong.api.access.Asker;
import org.huitong.api.text.LocalText;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Connects accounts: which platforms can be connected, what each asks for, and what was entered. What is entered is
 * written where the web console writes it, with its secrets sealed; a secret never comes back. Every change is noted
 * in the audit before it is made, without secrets. Provided by the hub; safe for many threads.
 */
@ProviderType
public interface Connections {
    /** What can be connected, one for each connector that is installed, by name. */
    List<Kind> kinds();

    /**
     * What people call each platform, by its word: as the form says that is called as the platform is, else as a connected
     * account or another of its forms does. A platform that has neither is not there.
     */
    default Map<String, LocalText> platforms(ConnectorBoard board) {
        Map<String, LocalText> names = new TreeMap<>();
        for (Kind kind : kinds()) {
            names.putIfAbsent(kind.platform(), kind.name());
        }
        names.putAll(board.platforms());
        // A platform may be reached in several ways, each with a connector; the one that is called as it is speaks for
        // it.
        for (Kind kind : kinds()) {
            if (kind.word().equals(kind.platform())) {
                names.put(kind.platform(), kind.name());
            }
        }
        return names;
    }

    /** What was entered for that account; empty where there is none, or its connector is not installed. */
    Optional<Entered> entered(String platform, String account);

    /** A new account of the kind of that word. */
    Outcome connect(Asker by, String kind, String account, Map<String, Optional<String>> settings);

    /**
     * Other settings for an account: those named are changed, the others stay. An empty text is the default, of a
     * secret it is no change; an empty optional takes away a secret, too.
     */
    Outcome change(Asker by, String platform, String account, Map<String, Optional<String>> settings);

    /** Lets nothing in and out until it is resumed; its platform is asked to come again. */
    Outcome pause(Asker by, String platform, String account);

    Outcome resume(Asker by, String platform, String account);

    /** Takes the account and what was entered away; its messages stay. */
    Outcome remove(Asker by, String platform, String account);

    /**
     * What can be connected: an account of a platform, by one of its connectors; a platform may have several.
     *
     * @param word names it; the name of its configurations, without what all of the house have in common
     * @param called whether the platform calls the hub, so that an address must be entered there
     * @param ways the ways in; one whose word is empty where there is no choice
     * @param settings all of them, in their order, those of all ways
     */
    record Kind(
            String word,
            String platform,
            LocalText name,
            Optional<LocalText> about,
            boolean called,
            List<Way> ways,
            List<Setting> settings) {}

    /**
     * One way in, as {@link org.huitong.api.connector.Ways} names it.
     *
     * @param word the value of the setting {@code way}
     * @param asked names of settings, the first ones first
     * @param needed those of them that must not stay empty
     */
    record Way(String word, Optional<LocalText> title, List<String> asked, Set<String> needed) {}

    /**
     * One setting as its connector describes it.
     *
     * @param hint where it stands in the vendor's console
     * @param fallback what holds where nothing is entered
     * @param choices what may be entered; empty where it is free
     */
    record Setting(
            String name, LocalText title, Optional<LocalText> hint, Sort sort, String fallback, List<Choice> choices) {}

    /** How a setting is entered. */
    enum Sort {
        TEXT,
        NUMBER,
        /** True or false. */
        SWITCH,
        /** One a line. */
        LIST,
        SECRET
    }

    /** A value and what people call it. */
    record Choice(String value, LocalText title) {}

    /**
     * What was entered for an account.
     *
     * @param kind the word of what it is
     * @param settings without the secrets
     * @param secrets the names of those that are set
     */
    record Entered(
            String kind,
            String platform,
            String account,
            boolean paused,
            Map<String, String> settings,
            Set<String> secrets) {}

    /** What came of it. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        /** The account is not there, or no connector of that platform is. */
        record Unknown() implements Outcome {}

        /** Another account has that name. */
        record Taken() implements Outcome {}

        /** It was just connected, paused or resumed, and has not settled. */
        record Busy() implements Outcome {}

        /** @param fields what is wrong, by the setting's name; {@code account} for the account's own */
        record Wrong(Map<String, LocalText> fields) implements Outcome {}
    }
}
