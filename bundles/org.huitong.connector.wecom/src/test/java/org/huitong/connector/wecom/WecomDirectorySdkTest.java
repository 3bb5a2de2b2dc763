// SPDX-License-Identifier: Apache-2.0
package org.huitong.connector.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.cp.api.WxCpService;
import me.chanjar.weixin.cp.api.impl.WxCpServiceImpl;
import me.chanjar.weixin.cp.bean.WxCpUser;
import me.chanjar.weixin.cp.config.impl.WxCpDefaultConfigImpl;
import org.huitong.api.connector.Elaborator.Matter;
import org.huitong.api.connector.Step;
import org.huitong.api.connector.Token;
import org.huitong.api.connector.Trail;
import org.huitong.testkit.RecordingPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Of the directory and of approvals the widely used Java SDK and the connector ask the same, but for what is written here:
 *
 * <ul>
 *   <li>{@code fetch_child}, {@code status} of {@code user/list}: the SDK sends what older pages knew; the vendor's page of
 *       today knows {@code department_id} alone.
 *   <li>{@code external_profile} of {@code user/update}: the SDK writes an empty one into everybody it changes; whoever is shut
 *       out keeps what they show to customers.
 * </ul>
 */
class WecomDirectorySdkTest {
    private RecordingPlatform platform;
    private WxCpService sdk;
    private WecomConnector connector;

    /** What is asked with the vendor's package. */
    private interface Asking {
        void ask() throws WxErrorException;
    }

    @BeforeEach
    void open() throws WxErrorException {
        platform = new RecordingPlatform(path -> path.endsWith("/gettoken")
                ? "{\"errcode\":0,\"access_token\":\"t\",\"expires_in\":7200}"
                : "{\"errcode\":0,\"department\":[],\"userlist\":[],\"info\":{\"sp_no\":\"1\"}}");
        WxCpDefaultConfigImpl settings = new WxCpDefaultConfigImpl();
        settings.setCorpId(Account.CORP);
        settings.setCorpSecret("s");
        settings.setAgentId(1_000_002);
        settings.setBaseApiUrl(platform.address());
        sdk = new WxCpServiceImpl();
        sdk.setWxCpConfigStorage(settings);
        sdk.getAccessToken(true);
        platform.forget();
        connector = Account.of(
                        Map.of("agentId", "1000002", "secret", "s", "directory", "shut", "baseUrl", platform.address()))
                .connector();
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void theDepartmentsAreAskedForAlike() throws WxErrorException {
        both(() -> sdk.getDepartmentService().list(null), trail -> connector.departments(Optional.empty(), trail));
        assertThat(platform.differences()).isEmpty();
    }

    @Test
    void thePeopleOfADepartmentAreAskedForAlike() throws WxErrorException {
        both(
                () -> sdk.getUserService().listByDepartment(7L, false, 0),
                trail -> connector.people("7", Optional.empty(), trail));
        assertThat(platform.differences()).containsExactly("query fetch_child: 0 | -", "query status: 0 | -");
    }

    @Test
    void somebodyIsShutOutAlike() throws WxErrorException {
        WxCpUser leaver = new WxCpUser();
        leaver.setUserId("qianx");
        leaver.setEnable(0);
        both(() -> sdk.getUserService().update(leaver), trail -> connector.shutOut("qianx", trail));
        assertThat(platform.differences()).containsExactly("body external_profile: {} | -");
    }

    @Test
    void anApprovalIsAskedForAlike() throws WxErrorException {
        both(
                () -> sdk.getOaService().getApprovalDetail("202611300007"),
                trail -> connector.elaborate(new Matter("202611300007", Account.CORP), trail));
        assertThat(platform.differences()).isEmpty();
    }

    private <T> void both(Asking theirs, Function<Trail, Step<T>> ours) throws WxErrorException {
        theirs.ask();
        Step<T> step = ours.apply(Trail.beginning(Optional.of(new Token("t", Duration.ofHours(2)))));
        platform.make(((Step.Ask<T>) step).call());
    }
}
