// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where files are put up before a message names them: each has a number, for as long as the platform keeps it. */
public final class Cloakroom {
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"; filename=\"([^\"]*)\"");

    private final Duration kept;
    private final Map<String, Thing> things = new ConcurrentHashMap<>();

    private record Thing(String name, Instant since) {}

    /** What came in a form: the field that it stands in, what it is called, and about how large it is. */
    public record Parcel(String field, String name, long bytes) {}

    public Cloakroom(Duration kept) {
        this.kept = kept;
    }

    /** The file of a form; empty where none is in it. */
    public static Optional<Parcel> parcel(SendDesk.Asked asked) {
        Matcher found = NAME.matcher(asked.body());
        if (!asked.headers().getOrDefault("content-type", "").startsWith("multipart/form-data") || !found.find()) {
            return Optional.empty();
        }
        long form = Long.parseLong(asked.headers().getOrDefault("content-length", "0"));
        int head = asked.body().indexOf("\r\n\r\n", found.end());
        int tail = asked.body().length() - asked.body().lastIndexOf("\r\n--");
        long before = asked.body().substring(0, head + 4).getBytes(StandardCharsets.UTF_8).length;
        return Optional.of(new Parcel(found.group(1), found.group(2), Math.max(0, form - before - tail)));
    }

    /** @param number as the platform calls it */
    public String put(String number, Parcel parcel, Instant now) {
        things.put(number, new Thing(parcel.name(), now));
        return number;
    }

    /** What a message says that names it; empty where nothing of that number is here any more. */
    public Optional<String> words(String number, Instant now) {
        return Optional.ofNullable(things.get(number))
                .filter(thing -> thing.since().plus(kept).isAfter(now))
                .map(thing -> "［文件］" + thing.name());
    }
}
