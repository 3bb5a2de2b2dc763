// SPDX-License-Identifier: Apache-2.0
package org.huitong.simulator.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.huitong.simulator.day.Person;

/**
 * Who works at the demo's companies, as each platform has them: those of the list, by the same file, and the two who speak
 * without being written down. Whoever was shut out is there no more. Safe for many threads.
 */
public final class Staff {
    private static final int COMPANY = 2;
    private static final int DEPARTMENT = 3;
    private static final int POST = 4;
    private static final int MAIL = 7;
    private static final int MOBILE = 8;
    private static final Map<String, Integer> ACCOUNT = Map.of("wecom", 10, "dingtalk", 11, "feishu", 12);
    private static final int LEADS = 13;
    private static final int COLUMNS = 16;

    private final Map<String, Unit> units = new LinkedHashMap<>();
    private final Map<String, Worker> workers = new LinkedHashMap<>();
    private final Set<String> shut = ConcurrentHashMap.newKeySet();

    /**
     * A company or a department.
     *
     * @param id a number
     * @param above 1 is the group itself
     */
    public record Unit(String id, String name, String above) {}

    /** @param id of the account, the same on all platforms but for what they put in front */
    public record Worker(
            String id,
            String number,
            String name,
            String unit,
            String post,
            String mail,
            String mobile,
            boolean leads) {
        @Override
        public String toString() {
            return "Worker[" + id + "]";
        }
    }

    private Staff() {}

    /** @param platform of which they have accounts; most have one on each */
    public static Staff of(List<Person> speakers, String platform) {
        Map<String, String> ids = new LinkedHashMap<>();
        speakers.forEach(person -> ids.putIfAbsent(person.name(), person.id()));
        Staff staff = new Staff();
        for (String[] row : rows()) {
            String company = staff.unit(row[COMPANY], "1");
            String department = staff.unit(row[DEPARTMENT], company);
            String listed = row[ACCOUNT.get(platform)];
            String account = listed.isEmpty() ? ids.getOrDefault(row[1], "") : listed.split(" ")[0];
            if (!account.isEmpty()) {
                staff.workers.put(
                        account,
                        new Worker(
                                account,
                                row[0],
                                row[1],
                                department,
                                row[POST],
                                row[MAIL],
                                row[MOBILE],
                                row[LEADS].equals("是")));
            }
        }
        return staff;
    }

    private static List<String[]> rows() {
        List<String[]> rows = new ArrayList<>();
        try (InputStream in = Staff.class.getResourceAsStream("people.csv");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).filter(line -> !line.isBlank()).forEach(line -> rows.add(line.split(",", COLUMNS)));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String unit(String name, String above) {
        String key = above + "/" + name;
        Unit unit = units.get(key);
        if (unit == null) {
            unit = new Unit(Integer.toString(101 + units.size()), name, above);
            units.put(key, unit);
        }
        return unit.id();
    }

    public List<Unit> units() {
        return List.copyOf(units.values());
    }

    public Optional<Unit> unit(String id) {
        return units.values().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    public List<Unit> below(String above) {
        return units.values().stream().filter(one -> one.above().equals(above)).toList();
    }

    public List<Worker> of(String unit) {
        return workers.values().stream()
                .filter(one -> one.unit().equals(unit) && !shut.contains(one.id()))
                .toList();
    }

    public Optional<Worker> worker(String id) {
        return Optional.ofNullable(workers.get(id)).filter(one -> !shut.contains(one.id()));
    }

    public void shut(String id) {
        shut.add(id);
    }
}
