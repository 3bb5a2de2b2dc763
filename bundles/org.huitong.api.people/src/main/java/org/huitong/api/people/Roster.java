// SPDX-License-Identifier: Apache-2.0
package org.huitong.api.people;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Everybody and where they belong, as it stood in one version. Immutable: what is asked of one roster fits together.
 * Answers from memory, for many threads; an id that it does not know gives nothing and is no failure.
 */
@ProviderType
public interface Roster {
    /** Grows with every change; 0 before the first. */
    int version();

    /** Those who left included. */
    Collection<Person> persons();

    Optional<Person> person(String id);

    /** Whose account that is, by any of its ids; those who left included, for what they said stays theirs. */
    Optional<Person> holder(String platform, String tenant, String platformId);

    /** Who signs on by that name and has not left. */
    Optional<Person> login(String login);

    /** Closed ones included. */
    Collection<Department> departments();

    Optional<Department> department(String id);

    /** The ids of the department and of all below it. */
    Set<String> tree(String department);

    /** The ids of the departments above it, the nearest first. */
    List<String> above(String department);

    Collection<Company> companies();

    Optional<Company> company(String id);

    /** The ids of the company and of all that belong to it. */
    Set<String> companyTree(String company);

    Collection<Project> projects();

    Optional<Project> project(String id);

    /** Those that the person owns or works on, open ones only. */
    List<Project> projectsOf(String person);

    /** Who leads the department. */
    Optional<Person> head(String department);

    /** The ids of the departments and, by the second, of the companies that the person leads. */
    Set<String> departmentsLed(String person);

    Set<String> companiesLed(String person);

    /**
     * Whom the person answers to at that date: who is written down, else the head of the department, else of the nearest
     * one above that has another head, else the head of the company. Never the person.
     */
    Optional<Person> superior(String person, LocalDate date);

    /** The superior, their superior and so on; each once, also where what is written down goes in a circle. */
    List<Person> lineOfCommand(String person, LocalDate date);

    /** Who belonged to the department itself at that date; below it is asked for with {@link #tree}. */
    List<Person> members(String department, LocalDate date);

    /** The ids of the persons for whom this one stands in at that date. */
    Set<String> standsInFor(String person, LocalDate date);

    /** Whom to ask about the subject in that company, or about anything where the subject has nobody of its own. */
    Optional<Person> contact(String company, String subject);

    /** What people call the person, department, company or project of that id. */
    Optional<String> name(String id);
}
