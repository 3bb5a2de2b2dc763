// SPDX-License-Identifier: Apache-2.0
package org.huitong.itest.leak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A group of companies, made of a seed: who works where, by which ids platforms know them, in which rooms they speak,
 * and what was written down about those rooms. Departments of several companies have the same names.
 */
final class Firm {
    static final String TOP = "总部";
    private static final List<String> COMPANIES = List.of(TOP, "甲公司", "乙公司", "丙公司", "丁公司");
    private static final Map<String, String> ABOVE = Map.of("甲公司", TOP, "乙公司", TOP, "丁公司", "丙公司");
    private static final List<String> NAMES = List.of("财务部", "销售部", "生产部", "信息部");
    private static final int ROOMS = 160;

    private final Map<Unit, Optional<Unit>> units = new LinkedHashMap<>();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Room> rooms = new ArrayList<>();
    private final List<Venture> ventures = new ArrayList<>();

    /** A department; names alone are not unique. */
    record Unit(String company, String name) {}

    /** Somebody who works here. */
    record Worker(int number, String company, Set<Unit> units) {
        String employee() {
            return "E" + number;
        }

        String name() {
            return "员工" + number;
        }

        /** By which a platform knows them. */
        String id(String platform) {
            return platform.charAt(0) + "user" + number;
        }
    }

    /**
     * A room of a group.
     *
     * @param account by which the hub hears it
     * @param written what was written down about this very room; empty of everything: nothing was
     */
    record Room(int number, String platform, String account, Written written) {
        String id() {
            return "hall-" + number;
        }

        Room with(Written other) {
            return new Room(number, platform, account, other);
        }
    }

    /** What a line of the mapping says. */
    record Written(Set<Unit> units, Optional<String> company, Optional<Venture> venture) {
        static final Written NOTHING = new Written(Set.of(), Optional.empty(), Optional.empty());

        boolean isEmpty() {
            return equals(NOTHING);
        }
    }

    /**
     * A project.
     *
     * @param rooms the numbers of rooms that the project names itself
     */
    record Venture(String code, Set<Integer> members, Set<Integer> rooms, boolean open) {}

    /** One company per thousand people and more departments than anybody keeps in mind. */
    Firm(int people, Random dice) {
        for (String company : COMPANIES) {
            for (String name : NAMES) {
                Unit top = new Unit(company, name);
                units.put(top, Optional.empty());
                for (int i = 1; i <= 3; i++) {
                    Unit below = new Unit(company, name + i + "科");
                    units.put(below, Optional.of(top));
                    units.put(new Unit(company, name + i + "科一组"), Optional.of(below));
                }
            }
        }
        List<Unit> all = List.copyOf(units.keySet());
        for (int i = 0; i < people; i++) {
            Unit first = all.get(dice.nextInt(all.size()));
            Set<Unit> own = new LinkedHashSet<>(List.of(first));
            if (dice.nextInt(10) == 0) {
                List<Unit> near = all.stream()
                        .filter(unit -> unit.company().equals(first.company()))
                        .toList();
                own.add(near.get(dice.nextInt(near.size())));
            }
            workers.add(new Worker(i, first.company(), own));
        }
        for (int i = 0; i < 4; i++) {
            Set<Integer> members = new LinkedHashSet<>();
            for (int m = 0; m < 12; m++) {
                members.add(dice.nextInt(people));
            }
            ventures.add(new Venture("X" + i, members, Set.of(i, ROOMS - 1 - i), i != 3));
        }
        for (int i = 0; i < ROOMS; i++) {
            String platform = i % 8 == 5 ? "dingtalk" : i % 8 == 6 ? "feishu" : "generic";
            String account = platform.equals("generic") ? i % 3 == 0 ? "b" : "a" : "a";
            rooms.add(new Room(i, platform, account, written(i, all, dice)));
        }
    }

    private Written written(int room, List<Unit> all, Random dice) {
        return switch (room % 5) {
            case 0 -> Written.NOTHING;
            case 1 -> new Written(
                    new LinkedHashSet<>(List.of(pick(all, dice), pick(all, dice))), Optional.empty(), Optional.empty());
            case 2 -> new Written(Set.of(), Optional.of(pick(COMPANIES, dice)), Optional.empty());
            case 3 -> new Written(Set.of(), Optional.empty(), Optional.of(ventures.get(room % ventures.size())));
            default -> new Written(Set.of(pick(all, dice)), Optional.of(pick(COMPANIES, dice)), Optional.empty());
        };
    }

    static <T> T pick(List<T> all, Random dice) {
        return all.get(dice.nextInt(all.size()));
    }

    List<Worker> workers() {
        return workers;
    }

    List<Room> rooms() {
        return rooms;
    }

    List<Venture> ventures() {
        return ventures;
    }

    Set<Unit> units() {
        return units.keySet();
    }

    static List<String> companies() {
        return COMPANIES;
    }

    static Optional<String> above(String company) {
        return Optional.ofNullable(ABOVE.get(company));
    }

    /** Whether a department is another or lies below it. */
    boolean isBelow(Unit unit, Unit top) {
        for (Optional<Unit> at = Optional.of(unit); at.isPresent(); at = units.get(at.get())) {
            if (at.get().equals(top)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a company is another or belongs to it. */
    static boolean belongs(String company, String top) {
        for (Optional<String> at = Optional.of(company); at.isPresent(); at = above(at.get())) {
            if (at.get().equals(top)) {
                return true;
            }
        }
        return false;
    }

    /** Somebody changes to another department; messages of the past stay where they were. */
    Worker move(Worker worker, Unit to) {
        Worker moved = new Worker(worker.number(), to.company(), Set.of(to));
        workers.set(worker.number(), moved);
        return moved;
    }

    void write(Room room) {
        rooms.set(room.number(), room);
    }

    /** The list of everybody, as a personnel office exports it. @param tenants of each platform */
    String roster(Map<String, String> tenants) {
        StringBuilder csv = new StringBuilder("工号,姓名,公司,部门,上级部门");
        tenants.forEach((platform, tenant) ->
                csv.append(',').append(platform).append("账号@").append(tenant));
        csv.append('\n');
        // A department's place is told by whoever is in it alone, so each of them has a clerk.
        int clerk = 0;
        for (Map.Entry<Unit, Optional<Unit>> unit : units.entrySet()) {
            csv.append("K").append(clerk).append(",文员").append(clerk++);
            csv.append(',')
                    .append(unit.getKey().company())
                    .append(',')
                    .append(unit.getKey().name());
            csv.append(',').append(unit.getValue().map(Unit::name).orElse(""));
            csv.append(",".repeat(tenants.size())).append('\n');
        }
        for (Worker worker : workers) {
            csv.append(worker.employee())
                    .append(',')
                    .append(worker.name())
                    .append(',')
                    .append(worker.company());
            csv.append(',')
                    .append(String.join(
                            ";", worker.units().stream().map(Unit::name).toList()))
                    .append(',');
            tenants.keySet().forEach(platform -> csv.append(',').append(worker.id(platform)));
            csv.append('\n');
        }
        return csv.toString();
    }
}
