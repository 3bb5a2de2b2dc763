// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.huitong.simulator.load.Crowd;

/**
 * The load generator: {@code java -cp org.huitong.simulator.jar org.huitong.simulator.Load}. It needs nothing but the
 * JDK and talks to the hub from outside, as the platforms do.
 */
public final class Load {
    private static final String USAGE =
            """
            Load accounts --conf FOLDER --file FILE [--account load] [--platforms dingtalk,wecom,feishu]
              makes an account on each platform: its configuration into FOLDER, both sides' secrets into FILE
            Load run --file FILE [--hub http://127.0.0.1:8080] [--connections 64] [--duration PT30S] [--rate 0]
                     [--count 0] [--grace PT30S] [--impatient true] [--ahead 0] [--first 0] [--acknowledged FILE]
              pushes, and prints one line of JSON; --acknowledged lists the platform and id of each acknowledged
              message, written before the next one of its conversation is begun; --ahead seals so many of each
              connection before it starts to push; --first is the number in the first message's text; with --rate, letters a
              second in all, a letter's time runs from when it was due, not from when there was a connection for it
            """;

    private final Map<String, String> options;
    private final InstantSource clock;

    private Load(Map<String, String> options, InstantSource clock) {
        this.options = options;
        this.clock = clock;
    }

    public static void main(String[] words) throws IOException {
        if (words.length == 0 || words.length % 2 == 0) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < words.length; i += 2) {
            options.put(words[i].replaceFirst("^--", ""), words[i + 1]);
        }
        Load load = new Load(options, InstantSource.system());
        switch (words[0]) {
            case "accounts" -> load.accounts();
            case "run" -> System.exit(load.run(System.out));
            default -> {
                System.err.print(USAGE);
                System.exit(2);
            }
        }
    }

    private void accounts() throws IOException {
        Properties both = new Properties();
        for (String platform : option("platforms", "dingtalk,wecom,feishu").split(",")) {
            Account account = Account.create(platform, option("account", "load"), "load", "load");
            StringBuilder cfg = new StringBuilder();
            account.settings().forEach((name, value) -> {
                cfg.append(name).append('=').append(value).append('\n');
                both.setProperty(account.platform() + "~" + account.name() + "." + name, value);
            });
            Files.writeString(Path.of(required("conf"), account.pid() + ".cfg"), cfg);
        }
        try (Writer out = Files.newBufferedWriter(Path.of(required("file")))) {
            both.store(out, null);
        }
    }

    private int run(PrintStream out) throws IOException {
        List<PlatformSide> sides = sides();
        Crowd.Orders orders = new Crowd.Orders(
                URI.create(option("hub", "http://127.0.0.1:8080")),
                Integer.parseInt(option("connections", "64")),
                Integer.parseInt(option("rate", "0")),
                Long.parseLong(option("count", "0")),
                Duration.parse(option("duration", "PT30S")),
                Boolean.parseBoolean(option("impatient", "false")),
                Long.toString(clock.millis(), 36));
        String list = options.get("acknowledged");
        int ahead = Integer.parseInt(option("ahead", "0"));
        long first = Long.parseLong(option("first", "0"));
        Duration grace = Duration.parse(option("grace", "PT30S"));
        Crowd.Result result;
        try (Writer acknowledged =
                list == null ? Writer.nullWriter() : Files.newBufferedWriter(Path.of(list), StandardCharsets.UTF_8)) {
            result = new Crowd(sides, orders, letter -> write(acknowledged, letter), clock)
                    .from(first)
                    .ahead(ahead)
                    .run(grace);
        }
        out.println(result.json());
        return result.open() == 0 && result.refused() == 0 ? 0 : 1;
    }

    private List<PlatformSide> sides() throws IOException {
        Properties both = new Properties();
        try (var in = Files.newBufferedReader(Path.of(required("file")))) {
            both.load(in);
        }
        Map<String, Map<String, String>> accounts = new HashMap<>();
        for (String name : both.stringPropertyNames()) {
            int dot = name.indexOf('.');
            accounts.computeIfAbsent(name.substring(0, dot), account -> new HashMap<>())
                    .put(name.substring(dot + 1), both.getProperty(name));
        }
        List<PlatformSide> sides = new ArrayList<>();
        accounts.forEach((name, settings) -> {
            int tilde = name.indexOf('~');
            sides.add(new Account(name.substring(0, tilde), name.substring(tilde + 1), settings).side());
        });
        return sides;
    }

    private static void write(Writer out, Letter letter) {
        try {
            out.write(letter.platform() + " " + letter.id() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the list of acknowledged messages cannot be written", e);
        }
    }

    private String option(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    private String required(String name) {
        String value = options.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing\n" + USAGE);
        }
        return value;
    }
}
