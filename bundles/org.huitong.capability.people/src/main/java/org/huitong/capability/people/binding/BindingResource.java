// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.people.binding;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.huitong.api.access.Asker;
import org.huitong.api.clock.Clock;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.people.PlatformAccount;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/binding}: one's own accounts on platforms, and the code by which another becomes one's own. */
@Component(service = RestResource.class)
@Subject(subject = "binding")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Permitted(Permitted.EVERYBODY)
public final class BindingResource implements RestResource {
    private static final Duration HOLDS = Duration.ofMinutes(10);

    private final BindingShelf shelf;
    private final People people;
    private final Clock clock;
    private final SecureRandom dice = new SecureRandom();

    @Activate
    public BindingResource(@Reference BindingShelf shelf, @Reference People people, @Reference Clock clock) {
        this.shelf = shelf;
        this.people = people;
        this.clock = clock;
    }

    @GET
    @Permitted(Permitted.EVERYBODY)
    public Own own(@Context SecurityContext caller) {
        Person person = person((Asker) caller.getUserPrincipal());
        return new Own(
                person.id(),
                person.name(),
                person.accounts().stream().map(OwnAccount::of).toList());
    }

    /** A new one; the one before is of no use from then on. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Permitted(Permitted.EVERYBODY)
    public Response code(@Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Person person = person(asker);
        BindingCode code = BindingCode.made(dice);
        Instant now = clock.instant();
        Instant expiresAt = Instant.ofEpochMilli(now.plus(HOLDS).toEpochMilli());
        if (!shelf.keep(person.id(), code, asker.account(), now, expiresAt)) {
            throw new Problem(
                    429,
                    "too-many-codes",
                    LocalText.of("一小时内取得的验证码太多，请稍后再试。", "Too many codes within the hour; try again later."));
        }
        return Response.status(Response.Status.CREATED)
                .entity(new Made(code.value(), expiresAt))
                .header("Cache-Control", "no-store")
                .build();
    }

    private Person person(Asker asker) {
        return asker.person()
                .flatMap(people.roster()::person)
                .filter(Person::active)
                .orElseThrow(() -> new Problem(
                        409,
                        "nobody",
                        LocalText.of(
                                "您的登录账号还没有关联通讯录里的人员，请联系管理员。",
                                "Your account is nobody’s in the directory yet; ask an administrator.")));
    }

    public record Own(String person, String name, List<OwnAccount> accounts) {}

    public record OwnAccount(String platform, String tenant, List<String> ids) {
        static OwnAccount of(PlatformAccount account) {
            return new OwnAccount(account.platform(), account.tenant(), account.ids());
        }
    }

    /** @param code to be sent to the robot behind the word 绑定 */
    public record Made(String code, Instant expiresAt) {
        @Override
        public String toString() {
            return "Made[…]";
        }
    }
}
