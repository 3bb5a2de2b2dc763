// SPDX-License-Identifier: Apache-2.0
package org.huitong.capability.rights;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.huitong.api.web.Permitted;
import org.huitong.api.web.Problem;
import org.huitong.api.web.RestResource;
import org.huitong.api.web.Subject;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code /api/v1/rights/uses}: which roles people hold, and when they last used them. */
@Component(service = RestResource.class)
@Permitted(RolesResource.READ)
@Subject(subject = "rights")
@Path("uses")
@Produces("application/json")
public final class ReviewResource implements RestResource {
    private static final int MOST = 500;
    private static final int MOST_DAYS = 3_650;

    private final Review review;

    @Activate
    public ReviewResource(@Reference Review review) {
        this.review = review;
    }

    /** @param after how many lines to pass over, as {@code next} says */
    @GET
    public Listed uses(
            @QueryParam("days") @DefaultValue("" + Review.DAYS) int days,
            @QueryParam("after") @DefaultValue("0") int after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        if (days < 1 || days > MOST_DAYS || limit < 1 || limit > MOST || after < 0) {
            throw Problem.badRequest(
                    "days 应为 1 到 " + MOST_DAYS + "，limit 应为 1 到 " + MOST + "，after 不小于 0。",
                    "days is 1 to " + MOST_DAYS + ", limit 1 to " + MOST + ", and after is not negative.");
        }
        List<Review.Line> all = review.lines(days);
        long unused =
                all.stream().filter(line -> line.advice() == Review.Advice.TAKE).count();
        int end = Math.min(all.size(), Math.min(after, all.size()) + limit);
        return new Listed(
                all.subList(Math.min(after, all.size()), end).stream()
                        .map(UnusedJson::of)
                        .toList(),
                review.since(),
                all.size(),
                unused,
                end < all.size() ? Optional.of(String.valueOf(end)) : Optional.empty());
    }

    /**
     * @param since from when on it is noted what people use
     * @param unused how many of all are proposed to be taken away
     */
    public record Listed(List<UnusedJson> items, LocalDate since, int total, long unused, Optional<String> next) {}
}
