import SluiceGate
import Testing

struct ContinuousIntegrationTests {
    @Test func `no variable means a person's machine`() {
        #expect(ContinuousIntegration(environment: ["HOME": "/root", "CI": ""]) == nil)
        #expect(ContinuousIntegration(environment: ["CI": "false"]) == nil)
    }

    @Test func `an unknown system is CI all the same`() {
        #expect(ContinuousIntegration(environment: ["CI": "true"])?.system == .other)
    }

    @Test func `GitHub's merge commit is proved by event, reference and commit together`() {
        var variables = [
            "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/12/merge",
            "GITHUB_SHA": "abc", "GITHUB_BASE_REF": "main",
        ]
        #expect(ContinuousIntegration(environment: variables)?.mergeCommit == "abc")
        #expect(ContinuousIntegration(environment: variables)?.targetBranch == "main")
        variables["GITHUB_REF"] = "refs/pull/x/merge"
        #expect(ContinuousIntegration(environment: variables)?.mergeCommit == nil)
        variables["GITHUB_REF"] = "refs/pull/12/merge"
        variables["GITHUB_EVENT_NAME"] = "pull_request_target"
        #expect(ContinuousIntegration(environment: variables)?.mergeCommit == nil)
    }

    @Test(arguments: [
        (["GITLAB_CI": "1", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"], ContinuousIntegration.System.gitlab),
        (["TF_BUILD": "True", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"], .azure),
        (["BITBUCKET_BUILD_NUMBER": "1", "BITBUCKET_PR_DESTINATION_BRANCH": "main"], .bitbucket),
        (["JENKINS_URL": "http://ci", "CHANGE_TARGET": "main"], .jenkins),
        (["BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main"], .buildkite),
        (["CI": "woodpecker", "CI_COMMIT_TARGET_BRANCH": "main"], .woodpecker),
    ])
    func `each system names its target branch`(variables: [String: String], system: ContinuousIntegration.System) {
        let found = ContinuousIntegration(environment: variables)
        #expect(found?.system == system)
        #expect(found?.targetBranch == "main")
    }
}
