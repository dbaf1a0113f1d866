/// What the variables of a CI system say about the run: which system, the target branch of a pull request, and whether
/// HEAD is the forge's merge commit. Read from the environment once; nothing is asked of a server.
package struct ContinuousIntegration: Sendable, Hashable {
    package enum System: String, Sendable, CaseIterable {
        case github = "GitHub Actions"
        case gitlab = "GitLab CI"
        case azure = "Azure Pipelines"
        case bitbucket = "Bitbucket Pipelines"
        case jenkins = "Jenkins"
        case buildkite = "Buildkite"
        case woodpecker = "Woodpecker"
        /// `CI` is set by something that Sluice does not know.
        case other = "this CI system"
    }

    package let system: System
    /// The branch that a pull request wants to go to; nil outside pull requests.
    package let targetBranch: String?
    /// The branch that is built outside pull requests.
    package let builtBranch: String?
    /// The commit that the variables prove to be the forge's merge commit of this pull request.
    package let mergeCommit: String?

    /// Nil when no variable says that this is CI.
    package init?(environment: [String: String]) {
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        func branch(_ name: String) -> String? {
            value(name).map { $0.hasPrefix("refs/heads/") ? String($0.dropFirst("refs/heads/".count)) : $0 }
        }
        if value("GITHUB_ACTIONS") != nil {
            system = .github
            let isMerge =
                value("GITHUB_EVENT_NAME") == "pull_request"
                && ContinuousIntegration.isPullRequestMerge(value("GITHUB_REF") ?? "")
            mergeCommit = isMerge ? value("GITHUB_SHA") : nil
            targetBranch = value("GITHUB_BASE_REF")
            builtBranch = (value("GITHUB_REF") ?? "").hasPrefix("refs/heads/") ? branch("GITHUB_REF") : nil
        } else if value("GITLAB_CI") != nil {
            system = .gitlab
            mergeCommit = value("CI_MERGE_REQUEST_EVENT_TYPE") == "merged_result" ? value("CI_COMMIT_SHA") : nil
            targetBranch = value("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")
            builtBranch = value("CI_COMMIT_BRANCH")
        } else if value("TF_BUILD") != nil {
            system = .azure
            mergeCommit = nil
            targetBranch = branch("SYSTEM_PULLREQUEST_TARGETBRANCH")
            builtBranch =
                (value("BUILD_SOURCEBRANCH") ?? "").hasPrefix("refs/heads/") ? branch("BUILD_SOURCEBRANCH") : nil
        } else if value("BITBUCKET_BUILD_NUMBER") != nil {
            system = .bitbucket
            mergeCommit = nil
            targetBranch = value("BITBUCKET_PR_DESTINATION_BRANCH")
            builtBranch = value("BITBUCKET_BRANCH")
        } else if value("JENKINS_URL") != nil {
            system = .jenkins
            mergeCommit = nil
            targetBranch = value("CHANGE_TARGET")
            builtBranch = value("BRANCH_NAME")
        } else if value("BUILDKITE") != nil {
            system = .buildkite
            mergeCommit = nil
            targetBranch = value("BUILDKITE_PULL_REQUEST_BASE_BRANCH")
            builtBranch = value("BUILDKITE_BRANCH")
        } else if value("CI") == "woodpecker" || value("CI_SYSTEM_NAME") == "woodpecker" {
            system = .woodpecker
            mergeCommit = nil
            targetBranch = value("CI_COMMIT_TARGET_BRANCH")
            builtBranch = value("CI_COMMIT_BRANCH")
        } else if let mark = value("CI"), mark != "false", mark != "0" {
            system = .other
            mergeCommit = nil
            targetBranch = nil
            builtBranch = nil
        } else {
            return nil
        }
    }

    /// The setting that brings enough history, for messages.
    package var checkoutSetting: String {
        switch system {
        case .github: "set `fetch-depth: 2` (or 0) in the `actions/checkout` step"
        case .gitlab: "set the variable `GIT_DEPTH: \"0\"` for the job"
        case .azure: "set `fetchDepth: \"0\"` in the `checkout` step"
        case .bitbucket: "set `clone: depth: full` for the step"
        case .jenkins: "turn off the shallow clone in the Git plugin's `CloneOption`"
        case .buildkite: "remove `--depth` from `BUILDKITE_GIT_CLONE_FLAGS`"
        case .woodpecker: "set `depth: 0` and `partial: false` in the `clone` step"
        case .other: ContinuousIntegration.anyCheckoutSetting
        }
    }

    /// The same for a clone whose CI system is not known.
    package static let anyCheckoutSetting =
        "fetch more history: `fetch-depth: 2` (GitHub), `GIT_DEPTH: \"0\"` (GitLab), or `git fetch --unshallow`"

    /// `refs/pull/<number>/merge`.
    private static func isPullRequestMerge(_ reference: String) -> Bool {
        let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "refs" && parts[1] == "pull" && parts[3] == "merge"
            && !parts[2].isEmpty && parts[2].utf8.allSatisfy { (48...57).contains($0) }
    }
}
