// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.huitong.simulator.day.Happening;

/** One platform as it is called by whoever wants to say something there: gives tokens, takes messages, throttles. */
public interface SendDesk {
    Answered take(Asked asked, Instant now);

    /** A call, its names of headers in lower case. */
    record Asked(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        /** The first member of that name that is a text, wherever it stands; empty where there is none. */
        public String text(String name) {
            Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"\\\\]*(?:\\\\.[^\"\\\\]*)*)\"")
                    .matcher(body);
            return member.find() ? plain(member.group(1)) : "";
        }

        /** The first text of an array of that name. */
        public String first(String name) {
            Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\\[\\s*\"([^\"]*)\"")
                    .matcher(body);
            return member.find() ? member.group(1) : "";
        }

        /** The same call with a text of its body in place of the body: JSON that travels as a text. */
        public Asked within(String name) {
            return new Asked(method, path, query, headers, text(name));
        }

        private static String plain(String escaped) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < escaped.length(); i++) {
                char c = escaped.charAt(i);
                if (c != '\\') {
                    out.append(c);
                    continue;
                }
                char next = escaped.charAt(++i);
                switch (next) {
                    case 'n' -> out.append('\n');
                    case 't' -> out.append('\t');
                    case 'r' -> out.append('\r');
                    case 'u' -> {
                        out.append((char) Integer.parseInt(escaped.substring(i + 1, i + 5), 16));
                        i += 4;
                    }
                    default -> out.append(next);
                }
            }
            return out.toString();
        }

        @Override
        public String toString() {
            return "Asked[" + method + " " + path + "]";
        }
    }

    /** What it gets back. */
    record Answered(int status, Map<String, String> headers, String body) {
        /** In place of a body the name of a file that is the body. */
        static final String FILE = "X-Simulated-File";

        /** How the names of what somebody has sent end, where it is no picture. */
        private static final String VOICE = "-voice";

        private static final String LIST = "-list";
        /** Of files that are more than a list, by the ends of their own names. */
        private static final Map<String, String> PAPERS =
                Map.of("-docx", "demo-minutes.docx", "-xlsx", "demo-rebate.xlsx", "-pdf", "demo-review.pdf");

        public static String ending(Happening.Act act, String name) {
            if (act != Happening.Act.FILE) {
                return act == Happening.Act.VOICE ? VOICE : "";
            }
            String kind = "-" + name.substring(name.lastIndexOf('.') + 1);
            return PAPERS.containsKey(kind) ? kind : LIST;
        }

        public static Answered json(int status, Object... namesAndValues) {
            return new Answered(status, Map.of(), Text.json(Text.map(namesAndValues)));
        }

        /** What somebody has sent, by how the platform calls it: always the same sound, list or picture, and the same paper of each kind. */
        public static Answered file(String called) {
            String kind = called.substring(Math.max(0, called.lastIndexOf('-')));
            String file = PAPERS.getOrDefault(
                    kind,
                    kind.equals(VOICE)
                            ? "demo-voice.wav"
                            : kind.equals(LIST) ? "archive-offer.csv" : "archive-bearing.png");
            return new Answered(200, Map.of(FILE, file), "");
        }
    }

    /** Told of each message that a platform took. */
    interface Heard {
        /**
         * @param room the platform's id of the room; empty where it goes to one person
         * @param person the id of a person; empty where it goes to a room
         */
        void said(String platform, String room, String person, String text);

        /**
         * A card that a platform laid into somebody's chat.
         *
         * @param person the id of who it lies before
         */
        default void laid(String platform, String person, Card card) {
            said(platform, "", person, card.words());
        }

        /** Of a platform that tells by itself what becomes of a message, once it has taken one. */
        default void taken(String platform, String letter) {
            // Most are asked.
        }
    }
}
