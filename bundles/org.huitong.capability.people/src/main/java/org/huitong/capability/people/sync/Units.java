// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.capability.people.roster.Draft;
import org.huitong.capability.people.roster.Kind;

/**
 * The companies and departments that a file names: found by name within their company, or made. 财务部 of two companies
 * are two; of one name within a company, the department above tells them apart.
 */
final class Units {
    private static final String OWN = "本公司";

    private final Draft draft;
    private final Map<String, String> companies = new HashMap<>();
    /** Departments that are open, by company and name. */
    private final Map<Place, List<String>> departments = new HashMap<>();
    /** What the file says stands above a department of that name. */
    private final Map<Place, Set<String>> parents = new HashMap<>();

    private final Set<String> named = new HashSet<>();
    /** Companies that the file brings in. */
    private final Set<String> founded = new HashSet<>();

    private record Place(String company, String name) {}

    Units(Draft draft) {
        this.draft = draft;
        draft.base().companies().forEach(company -> companies.putIfAbsent(company.name(), company.id()));
        draft.base().departments().stream().filter(d -> !d.closed()).forEach(this::index);
    }

    private void index(Department department) {
        departments
                .computeIfAbsent(new Place(department.company(), department.name()), x -> new ArrayList<>())
                .add(department.id());
    }

    /** Which company a row is of: the one it names, else the only one there is. */
    Optional<String> company(Line line) {
        Optional<String> name = line.value(Field.COMPANY);
        if (name.isEmpty() && companies.size() > 1) {
            return Optional.empty();
        }
        String id = name.isEmpty() && companies.size() == 1
                ? companies.values().iterator().next()
                : companies.computeIfAbsent(name.orElse(OWN), this::founded);
        named.add(id);
        line.value(Field.COMPANY_ABOVE).ifPresent(above -> below(id, above));
        return Optional.of(id);
    }

    private String founded(String name) {
        Company company = new Company(draft.newId(Kind.COMPANY), name, Optional.empty(), Optional.empty(), List.of());
        draft.put(company);
        founded.add(company.id());
        return company.id();
    }

    /**
     * Who looks after a company sees what is below it, so one that is known stays where it is, and is moved on its page. One
     * that this file brings in stands below another from the beginning.
     */
    private void below(String id, String name) {
        Company company = draft.company(id).orElseThrow();
        if (!founded.contains(id) || company.parent().isPresent()) {
            return;
        }
        String above = companies.computeIfAbsent(name, this::founded);
        if (!isBelow(above, id)) {
            draft.put(new Company(id, company.name(), Optional.of(above), company.head(), company.contacts()));
        }
    }

    private boolean isBelow(String company, String other) {
        Optional<String> next = Optional.of(company);
        while (next.isPresent()) {
            if (next.get().equals(other)) {
                return true;
            }
            next = draft.company(next.get()).flatMap(Company::parent);
        }
        return false;
    }

    /** The ids of the companies that rows were of. */
    Set<String> named() {
        return named;
    }

    /** To be told of every row, before the first is asked for. */
    void announce(String company, Line line) {
        for (String path : line.departments()) {
            above(company, line, path)
                    .ifPresent(above -> parents.computeIfAbsent(new Place(company, last(path)), x -> new HashSet<>())
                            .add(above));
        }
    }

    /** The name of what stands above: within the path, else as the row says it. */
    private Optional<String> above(String company, Line line, String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0
                ? parent(company, line)
                : Optional.of(last(path.substring(0, slash))).filter(name -> !name.isEmpty());
    }

    /** What stands above, where the row says it; the company itself is nothing above. */
    private Optional<String> parent(String company, Line line) {
        return line.value(Field.PARENT).filter(name -> !draft.company(company)
                .map(Company::name)
                .filter(name::equals)
                .isPresent());
    }

    /**
     * The department of a row.
     *
     * @param path its name, or the names from above joined by slashes
     * @return empty where it could be several
     */
    Optional<String> department(String company, Line line, String path) {
        Optional<String> above = above(company, line, path);
        if (path.indexOf('/') != path.lastIndexOf('/')) {
            String upTo = path.substring(0, path.lastIndexOf('/'));
            return department(company, line, upTo).flatMap(parent -> at(company, Optional.of(parent), last(path)));
        }
        if (above.isEmpty()) {
            return of(company, last(path));
        }
        return of(company, above.get()).flatMap(parent -> at(company, Optional.of(parent), last(path)));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1).strip();
    }

    /** By its name alone. */
    private Optional<String> of(String company, String name) {
        List<String> found = departments.getOrDefault(new Place(company, name), List.of());
        if (found.size() > 1) {
            return Optional.empty();
        }
        Set<String> above = parents.getOrDefault(new Place(company, name), Set.of());
        if (found.isEmpty() && above.size() > 1) {
            return Optional.empty();
        }
        return found.isEmpty() ? Optional.of(founded(company, Optional.empty(), name)) : Optional.of(found.get(0));
    }

    /** Below that one. One of the name that stands elsewhere, and is the only one of it in the file, has moved. */
    private Optional<String> at(String company, Optional<String> parent, String name) {
        if (name.isEmpty()) {
            return parent;
        }
        Place place = new Place(company, name);
        List<String> found = departments.getOrDefault(place, List.of());
        for (String id : found) {
            if (draft.department(id).flatMap(Department::parent).equals(parent)) {
                return Optional.of(id);
            }
        }
        boolean only =
                found.size() == 1 && parents.getOrDefault(place, Set.of()).size() <= 1;
        if (only && !isAbove(found.get(0), parent)) {
            draft.department(found.get(0))
                    .map(d -> new Department(d.id(), d.name(), d.company(), parent, d.head(), d.contact(), d.closed()))
                    .ifPresent(draft::put);
            return Optional.of(found.get(0));
        }
        return only ? Optional.of(found.get(0)) : Optional.of(founded(company, parent, name));
    }

    /** What is put below itself would be lost to every tree. */
    private boolean isAbove(String id, Optional<String> below) {
        Set<String> seen = new HashSet<>();
        Optional<String> next = below;
        while (next.isPresent() && seen.add(next.get())) {
            if (next.get().equals(id)) {
                return true;
            }
            next = draft.department(next.get()).flatMap(Department::parent);
        }
        return false;
    }

    private String founded(String company, Optional<String> parent, String name) {
        Department department = new Department(
                draft.newId(Kind.DEPARTMENT), name, company, parent, Optional.empty(), Optional.empty(), false);
        draft.put(department);
        index(department);
        return department.id();
    }
}
