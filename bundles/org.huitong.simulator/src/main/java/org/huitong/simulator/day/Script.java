// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.day;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the company's day is made of, as written in {@code day.txt}; the file itself tells its grammar. */
public final class Script {
    private static final Pattern SAYS = Pattern.compile("(\\w+)(?:: | \\[(\\w+)] ?)(.*)");
    private static final Pattern CHOICE = Pattern.compile("\\{([^{}]+)}");
    private static final Pattern RANGE = Pattern.compile("([0-9]+)-([0-9]+)");

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Room> rooms = new LinkedHashMap<>();
    private final List<Scene> scenes = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();

    /** Some lines that belong together. */
    public record Scene(LocalTime at, Room room, List<Line> lines) {}

    /** A text with choices left open. */
    public record Line(Person who, Happening.Act act, String text) {
        public String say(RandomGenerator dice) {
            Matcher choice = CHOICE.matcher(text);
            return choice.replaceAll(found -> Matcher.quoteReplacement(choose(found.group(1), dice)));
        }
    }

    /** A platform that tells nothing for a while, and everything afterwards. */
    public record Outage(LocalTime at, String platform, Duration length) {}

    public static Script ofTheDay() {
        try (InputStream in = Script.class.getResourceAsStream("day.txt")) {
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Script(String text) {
        String chapter = "";
        for (String line :
                text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
            if (List.of("people", "rooms", "day").contains(line)) {
                chapter = line;
            } else {
                read(chapter, line);
            }
        }
    }

    public List<Person> people() {
        return List.copyOf(people.values());
    }

    public List<Room> rooms() {
        return List.copyOf(rooms.values());
    }

    public List<Scene> scenes() {
        return List.copyOf(scenes);
    }

    public List<Outage> outages() {
        return List.copyOf(outages);
    }

    private void read(String chapter, String line) {
        String[] cells = line.split(" \\| ");
        switch (chapter) {
            case "people" -> people.put(cells[0], new Person(cells[0], cells[1], cells[2], cells[3]));
            case "rooms" -> rooms.put(
                    cells[2],
                    new Room(cells[0], Room.Kind.valueOf(cells[1].toUpperCase(Locale.ROOT)), cells[2], cells[3]));
            default -> {
                if (Character.isDigit(line.charAt(0))) {
                    begin(LocalTime.parse(line.substring(0, 5)), line.substring(6));
                } else {
                    scenes.get(scenes.size() - 1).lines().add(says(line));
                }
            }
        }
    }

    private void begin(LocalTime at, String where) {
        if (where.startsWith("! ")) {
            String[] words = where.split(" ");
            outages.add(new Outage(at, words[1], Duration.ofMinutes(Long.parseLong(words[2]))));
            return;
        }
        scenes.add(new Scene(at, known(rooms, where), new ArrayList<>()));
    }

    private Line says(String line) {
        Matcher says = SAYS.matcher(line);
        if (!says.matches()) {
            throw new IllegalArgumentException("nobody says this: " + line);
        }
        Happening.Act act = says.group(2) == null
                ? Happening.Act.TEXT
                : Happening.Act.valueOf(says.group(2).toUpperCase(Locale.ROOT));
        return new Line(known(people, says.group(1)), act, says.group(3));
    }

    private static <T> T known(Map<String, T> all, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("not in the script: " + name);
        }
        return found;
    }

    private static String choose(String choices, RandomGenerator dice) {
        Matcher range = RANGE.matcher(choices);
        if (range.matches()) {
            int from = Integer.parseInt(range.group(1));
            int to = Integer.parseInt(range.group(2));
            return Integer.toString(from + dice.nextInt(to - from + 1));
        }
        String[] words = choices.split("\\|");
        return words[dice.nextInt(words.length)];
    }
}
