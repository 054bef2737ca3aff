function __ipai_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __ipai_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __ipai_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __ipai_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __ipai_parse_tokens -S
    set -l unparsed_tokens (__ipai_tokens -pc)
    switch $unparsed_tokens[1]
    case 'ipai'
        __ipai_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'rag'
            __ipai_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'search'
                __ipai_parse_subcommand -r 1 'mode=' 'like=' 'corpus=' 'repo=' 'all-repos' 'author=' 'since=' 'until=' 'path=' 'max-results=' 'explain' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'commits'
            __ipai_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'index'
                __ipai_parse_subcommand 1 'ref=+' 'all-refs' 'since=' 'max-commits=' 'no-diff-words' 'no-embeddings' 'jobs=' 'rebuild' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'status'
                __ipai_parse_subcommand 1 'all' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'list'
                __ipai_parse_subcommand 0 'repo=' 'all-repos' 'author=' 'since=' 'until=' 'path=' 'max-results=' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'show'
                __ipai_parse_subcommand 1 'repo=' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'forget'
                __ipai_parse_subcommand 1 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'model'
            __ipai_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'install'
                __ipai_parse_subcommand 1 'from=' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'list'
                __ipai_parse_subcommand 0 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'verify'
                __ipai_parse_subcommand 1 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'remove'
                __ipai_parse_subcommand 1 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'embed'
                __ipai_parse_subcommand 0 'jsonl' 'encoder=' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'tokenize'
                __ipai_parse_subcommand 0 'jsonl' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'config'
            __ipai_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'list'
                __ipai_parse_subcommand 0 'show-origin' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'path'
                __ipai_parse_subcommand 0 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'trust'
                __ipai_parse_subcommand 0 'revoke' 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'doctor'
            __ipai_parse_subcommand 0 'format=' 'db=' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __ipai_parse_subcommand -r 1 'version'
        end
    end
end

function __ipai_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __ipai_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __ipai_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __ipai_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__ipai_tokens -p)
    if test -z "$(__ipai_tokens -t)"
        set -l index (count (__ipai_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'ipai' -f
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai" -eq 1' -fa 'rag' -d 'Search what is indexed.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai" -eq 1' -fa 'commits' -d 'Index the commits of repositories, and look at them.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai" -eq 1' -fa 'model' -d 'Install embedding models, and use them in scripts.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai" -eq 1' -fa 'config' -d 'Show the configuration and where it comes from.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai" -eq 1' -fa 'doctor' -d 'Check what ipai needs and say what mends it.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai rag" -eq 1' -fa 'search' -d 'Find commits by what they did.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" mode' -l 'mode' -d 'How to find: hybrid (by words and meaning), lexical (by words) or vector (by meaning). Default: hybrid where the repository is indexed by meaning.' -rfka 'hybrid lexical vector'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" like' -l 'like' -d 'Look for what is like a commit or a text file, instead of a query.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" corpus' -l 'corpus' -d 'The kind of document to look for: commits.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" repo' -l 'repo' -d 'Any folder in the repository to look in.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" all-repos' -l 'all-repos' -d 'Look in all repositories of the index.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" author' -l 'author' -d 'Only commits whose author\'s name or address contains this.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" since' -l 'since' -d 'Only commits of this date or later: 2024-05-01, yesterday, \'2 weeks ago\'.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" until' -l 'until' -d 'Only commits of this date or earlier.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" path' -l 'path' -d 'Only commits that changed such a path, from the repository\'s root: a file, a folder or a glob whose * crosses slashes.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" max-results' -l 'max-results' -d 'Show at most so many.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" explain' -l 'explain' -d 'Say what each field and term gave to the score.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai rag search" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai commits" -eq 1' -fa 'index' -d 'Make the commits of a repository findable.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai commits" -eq 1' -fa 'status' -d 'Say what the index has of a repository and how far it is behind.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai commits" -eq 1' -fa 'list' -d 'List indexed commits, newest first.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai commits" -eq 1' -fa 'show' -d 'Show an indexed commit: who, when, its message and the paths it changed.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai commits" -eq 1' -fa 'forget' -d 'Take a repository out of the index.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index"' -l 'ref' -d 'A branch, tag or other revision to index; may be repeated. Default: HEAD.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" all-refs' -l 'all-refs' -d 'Index all branches, remote branches and tags.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" since' -l 'since' -d 'Only commits of this date or later.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" max-commits' -l 'max-commits' -d 'Only the newest so many commits.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" no-diff-words' -l 'no-diff-words' -d 'Leave out the words of diffs: quicker and smaller, and finds less.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" no-embeddings' -l 'no-embeddings' -d 'Index by words alone, even where an embedding model is installed.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" jobs' -l 'jobs' -d 'Threads that read the repository; 0 for one a processor.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" rebuild' -l 'rebuild' -d 'Read every commit again, as after a change of .mailmap.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits index" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits status" all' -l 'all' -d 'All repositories of the index.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits status" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits status" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits status" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits status" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits status" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" repo' -l 'repo' -d 'Any folder in the repository to look in.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" all-repos' -l 'all-repos' -d 'Look in all repositories of the index.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" author' -l 'author' -d 'Only commits whose author\'s name or address contains this.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" since' -l 'since' -d 'Only commits of this date or later: 2024-05-01, yesterday, \'2 weeks ago\'.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" until' -l 'until' -d 'Only commits of this date or earlier.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" path' -l 'path' -d 'Only commits that changed such a path, from the repository\'s root: a file, a folder or a glob whose * crosses slashes.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" max-results' -l 'max-results' -d 'Show at most so many.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits show" repo' -l 'repo' -d 'Any folder in the repository that the revision is of.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits show" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits show" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits show" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits show" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits show" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits forget" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits forget" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits forget" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits forget" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits forget" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai commits forget" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai model" -eq 1' -fa 'install' -d 'Install an embedding model, for searching by meaning.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai model" -eq 1' -fa 'list' -d 'List the installed models.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai model" -eq 1' -fa 'verify' -d 'Check an installed model against its checksum.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai model" -eq 1' -fa 'remove' -d 'Remove an installed model.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai model" -eq 1' -fa 'embed' -d 'Write the embeddings of texts, for scripts.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai model" -eq 1' -fa 'tokenize' -d 'Write the token ids of texts, for scripts.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model install" from' -l 'from' -d 'A folder, a wheel or the address of either.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model install" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model install" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model install" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model install" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model install" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model install" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model list" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model list" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model list" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model list" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model verify" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model verify" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model verify" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model verify" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model verify" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model remove" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model remove" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model remove" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model remove" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model remove" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model embed" jsonl' -l 'jsonl' -d 'Each line of input is a JSON object with \'text\', which may then hold line breaks.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model embed" encoder' -l 'encoder' -d 'int8 or f32.' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model embed" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model embed" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model embed" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model embed" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model embed" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model embed" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model tokenize" jsonl' -l 'jsonl' -d 'Each line of input is a JSON object with \'text\', which may then hold line breaks.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model tokenize" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model tokenize" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model tokenize" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model tokenize" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model tokenize" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai model tokenize" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai config" -eq 1' -fa 'list' -d 'List every setting and its value.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai config" -eq 1' -fa 'path' -d 'List the configuration files, weakest first, and whether they are there.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_positional "ipai config" -eq 1' -fa 'trust' -d 'Let the configuration file of this repository set everything.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config list" show-origin' -l 'show-origin' -d 'Say where each value comes from: a file and line, a variable, a flag.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config list" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config list" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config list" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config list" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config path" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config path" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config path" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config path" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config path" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config path" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config trust" revoke' -l 'revoke' -d 'Take the trust back.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config trust" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config trust" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config trust" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config trust" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config trust" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai config trust" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai doctor" format' -l 'format' -d 'How to write the answer: table, json or jsonl.' -rfka 'table json jsonl'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai doctor" db' -l 'db' -d 'The database file (IPAI_DB).' -rfka ''
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai doctor" q quiet' -l 'quiet' -s 'q' -d 'Say nothing on standard error but errors; never leaves out data.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai doctor" v verbose' -l 'verbose' -s 'v' -d 'Say more on standard error about what is done.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai doctor" version' -l 'version' -d 'Show the version.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'ipai' -n '__ipai_should_offer_completions_for_flags_or_options "ipai help" version' -l 'version' -d 'Show the version.'
