// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.inbox;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.huitong.api.access.Asker;
import org.huitong.api.people.People;
import org.huitong.api.people.Person;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * {@code /api/v1/watermark}: whether who looks at pages is written across them, and what: a photograph of a screen then
 * tells whose it was.
 */
@Component(configurationPid = "org.huitong.capability.inbox")
@Designate(ocd = InboxConfig.class)
@Permitted(Permitted.EVERY_TOKEN)
@Subject(subject = "watermark")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class WatermarkResource implements RestResource {
    private volatile boolean on;

    /** Who knows people's numbers, as long as that is known here. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile People people;

    @Activate
    public WatermarkResource(InboxConfig config) {
        set(config);
    }

    @Modified
    void set(InboxConfig config) {
        on = config.watermark();
    }

    @GET
    public Watermark watermark(@Context SecurityContext caller) {
        Asker asker = (Asker) caller.getUserPrincipal();
        Optional<Person> person = asker.person().flatMap(id -> Optional.ofNullable(people)
                .flatMap(all -> all.roster().person(id)));
        return new Watermark(
                on,
                person.map(Person::name).orElse(asker.name()),
                person.map(Person::employee).filter(number -> !number.isBlank()).orElse(asker.account()));
    }

    /** @param number of the employee; where there is none, the account */
    public record Watermark(boolean on, String name, String number) {}
}
