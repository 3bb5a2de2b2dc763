// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.glassfish.jersey.server.ParamException;
import org.huitong.api.store.StoreException;
import org.huitong.api.text.LocalText;
import org.huitong.api.text.Unquoted;
import org.huitong.api.web.Problem;
import org.huitong.web.Language;
import org.huitong.web.ProblemDetails;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes problem details of whatever a resource throws; a stack trace without words goes to the log and nowhere else. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private final String subject;

    /** Of the request at hand, wherever it is asked. */
    @Context
    private HttpHeaders headers;

    ProblemMapper(String subject) {
        this.subject = subject;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof Problem problem) {
            return answer(ProblemDetails.of(problem), null);
        }
        if (thrown instanceof ParamException.QueryParamException odd) {
            // A 404 by the letter of the standard; but the address is right, and what is behind the ? is not.
            return answer(
                    ProblemDetails.of(
                            400,
                            "bad-request",
                            LocalText.of(
                                    odd.getParameterName() + " 的内容无法理解。",
                                    odd.getParameterName() + " cannot be read as it stands.")),
                    null);
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            Response original = web.getResponse();
            return original.getStatus() < 400 ? original : answer(of(original.getStatus()), original);
        }
        if (thrown instanceof IOException && isGone(thrown)) {
            return answer(
                    ProblemDetails.of(400, "bad-request", LocalText.of("请求中断了。", "The request broke off.")), null);
        }
        if (thrown instanceof IOException && thrown.getCause() instanceof TimeoutException) {
            return answer(
                    ProblemDetails.of(408, "too-slow", LocalText.of("请求体没有及时到达。", "The body did not come in time.")),
                    null);
        }
        if (thrown instanceof StoreException && hasMetAnother(thrown.getCause())) {
            LOG.warn("A request met another one in the database subject={}", subject, Unquoted.of(thrown));
            return answer(
                    ProblemDetails.of(
                            503,
                            "met-another",
                            LocalText.of(
                                    "与同时进行的操作冲突，没有执行，请再试一次。",
                                    "It met something else that was under way, and was not done. Try again.")),
                    null);
        }
        ProblemDetails incident = ProblemDetails.newIncident();
        LOG.error(
                "A request failed subject={} incident={}",
                subject,
                incident.incident().orElseThrow(),
                Unquoted.of(thrown));
        return answer(incident, null);
    }

    /** SQL's class 40: of two transactions the database undid this one; Derby does so where both need numbers of rows, too. */
    private static boolean hasMetAnother(Throwable cause) {
        return cause instanceof SQLException refused
                && refused.getSQLState() != null
                && refused.getSQLState().startsWith("40");
    }

    private static ProblemDetails of(int status) {
        return switch (status) {
            case 404 -> ProblemDetails.of(
                    404, "not-found", LocalText.of("这个地址不存在。", "There is nothing at this address."));
            case 405 -> ProblemDetails.of(
                    405,
                    "method-not-allowed",
                    LocalText.of("这个地址不支持这种请求方法。", "This address does not take this method."));
            case 406 -> ProblemDetails.of(
                    406,
                    "not-acceptable",
                    LocalText.of("没有所要求的格式，只有 JSON。", "What is asked for is not offered; JSON is."));
            case 415 -> ProblemDetails.of(
                    415,
                    "media-type",
                    LocalText.of("请以 application/json 发送请求体。", "Send the body as application/json."));
            default -> ProblemDetails.of(
                    status, "bad-request", LocalText.of("无法理解这个请求。", "The request cannot be understood."));
        };
    }

    private Response answer(ProblemDetails details, Response original) {
        Locale language = Language.wanted(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        Response.ResponseBuilder builder = Response.status(details.status());
        if (original != null && original.getHeaderString("Allow") != null) {
            builder.header("Allow", original.getHeaderString("Allow"));
        }
        return builder.type(ProblemDetails.MEDIA_TYPE)
                .language(language)
                .entity(details.json(language))
                .build();
    }

    /** The caller hung up or the body was cut: theirs, not ours. */
    private static boolean isGone(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        return name.equals("EofException") || thrown instanceof java.io.EOFException;
    }
}
