// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.roster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huitong.api.people.Absence;
import org.huitong.api.people.Company;
import org.huitong.api.people.Department;
import org.huitong.api.people.Membership;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.people.Project;
import org.huitong.kit.parse.Json;
import org.huitong.kit.parse.Parsed;

/**
 * Cards as JSON, before they are sealed. Written field by field, so that what a later version does not know any more, or
 * an earlier one not yet, disturbs neither.
 */
final class CardJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private CardJson() {}

    static byte[] write(Object what) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            if (what instanceof Person person) {
                write(json, person);
            } else if (what instanceof Department department) {
                write(json, department);
            } else if (what instanceof Company company) {
                write(json, company);
            } else {
                write(json, (Project) what);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Person person) throws IOException {
        json.writeStringField("employee", person.employee());
        json.writeStringField("name", person.name());
        json.writeStringField("company", person.company());
        json.writeStringField("post", person.post());
        json.writeStringField("level", person.level());
        optional(json, "superior", person.superior());
        optional(json, "mail", person.mail());
        optional(json, "mobile", person.mobile());
        optional(json, "login", person.login());
        json.writeStringField("state", person.state().name());
        json.writeArrayFieldStart("memberships");
        for (Membership one : person.memberships()) {
            json.writeStartObject();
            json.writeStringField("department", one.department());
            json.writeStringField("since", one.since().toString());
            optional(json, "until", one.until().map(LocalDate::toString));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("accounts");
        for (PlatformAccount one : person.accounts()) {
            json.writeStartObject();
            json.writeStringField("platform", one.platform());
            json.writeStringField("tenant", one.tenant());
            texts(json, "ids", one.ids());
            optional(json, "name", one.name());
            optional(json, "since", one.since().map(Instant::toString));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (person.absent().isPresent()) {
            Absence absence = person.absent().get();
            json.writeObjectFieldStart("absent");
            json.writeStringField("from", absence.from().toString());
            json.writeStringField("to", absence.to().toString());
            optional(json, "deputy", absence.deputy());
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Department department) throws IOException {
        json.writeStringField("name", department.name());
        json.writeStringField("company", department.company());
        optional(json, "parent", department.parent());
        optional(json, "head", department.head());
        optional(json, "contact", department.contact());
        json.writeBooleanField("closed", department.closed());
    }

    private static void write(JsonGenerator json, Company company) throws IOException {
        json.writeStringField("name", company.name());
        optional(json, "parent", company.parent());
        optional(json, "head", company.head());
        json.writeArrayFieldStart("contacts");
        for (Company.Contact one : company.contacts()) {
            json.writeStartObject();
            json.writeStringField("subject", one.subject());
            json.writeStringField("person", one.person());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Project project) throws IOException {
        json.writeStringField("code", project.code());
        json.writeStringField("name", project.name());
        optional(json, "owner", project.owner());
        json.writeStringField("state", project.state().name());
        texts(json, "members", project.members().stream().sorted(Kind.ORDER).toList());
        json.writeArrayFieldStart("rooms");
        for (Project.Room one : project.rooms()) {
            json.writeStartObject();
            json.writeStringField("platform", one.platform());
            json.writeStringField("tenant", one.tenant());
            json.writeStringField("conversation", one.conversation());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void texts(JsonGenerator json, String name, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** @throws IllegalStateException it is no card */
    static Object read(String id, byte[] bytes) {
        if (!(Json.read(bytes) instanceof Parsed.Good<Json> good)) {
            throw new IllegalStateException("the card " + id + " cannot be read");
        }
        Json json = good.value();
        return switch (Kind.of(id).orElseThrow()) {
            case PERSON -> person(id, json);
            case DEPARTMENT -> new Department(
                    id,
                    text(json, "name"),
                    text(json, "company"),
                    json.text("parent"),
                    json.text("head"),
                    json.text("contact"),
                    json.isTrue("closed"));
            case COMPANY -> new Company(
                    id,
                    text(json, "name"),
                    json.text("parent"),
                    json.text("head"),
                    json.at("contacts").items().stream()
                            .map(one -> new Company.Contact(text(one, "subject"), text(one, "person")))
                            .toList());
            case PROJECT -> new Project(
                    id,
                    text(json, "code"),
                    text(json, "name"),
                    json.text("owner"),
                    texts(json.at("members")).stream().collect(Collectors.toSet()),
                    Project.State.valueOf(text(json, "state")),
                    json.at("rooms").items().stream()
                            .map(one -> new Project.Room(
                                    text(one, "platform"), text(one, "tenant"), text(one, "conversation")))
                            .collect(Collectors.toSet()));
        };
    }

    private static Person person(String id, Json json) {
        Json absent = json.at("absent");
        return new Person(
                id,
                text(json, "employee"),
                text(json, "name"),
                text(json, "company"),
                json.at("memberships").items().stream()
                        .map(one -> new Membership(
                                text(one, "department"),
                                LocalDate.parse(text(one, "since")),
                                one.text("until").map(LocalDate::parse)))
                        .toList(),
                text(json, "post"),
                text(json, "level"),
                json.text("superior"),
                json.text("mail"),
                json.text("mobile"),
                json.text("login"),
                json.at("accounts").items().stream()
                        .map(one -> new PlatformAccount(
                                text(one, "platform"),
                                text(one, "tenant"),
                                texts(one.at("ids")),
                                one.text("name"),
                                one.text("since").map(Instant::parse)))
                        .toList(),
                absent.isObject()
                        ? Optional.of(new Absence(
                                LocalDate.parse(text(absent, "from")),
                                LocalDate.parse(text(absent, "to")),
                                absent.text("deputy")))
                        : Optional.empty(),
                Person.State.valueOf(text(json, "state")));
    }

    private static List<String> texts(Json array) {
        return array.items().stream().flatMap(one -> one.text().stream()).toList();
    }

    private static String text(Json json, String name) {
        return json.text(name).orElse("");
    }
}
