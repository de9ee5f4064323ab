# Completion of heatdeath for fish, made from the table of its --help.

function __heatdeath_command
    set -l words (commandline -opc)
    if contains -- "$words[2]" @COMMANDS@ help
        echo $words[2]
    else
        echo explore
    end
end

function __heatdeath_is
    contains -- (__heatdeath_command) $argv
end

# Words with commas between them: what stands before the last comma stays.
function __heatdeath_lists
    set -l typed (commandline -ct | string replace -r '^--[^=]*=' '' | string replace -r '[^,]*$' '')
    for word in $argv
        echo $typed$word
    end
end

complete -c heatdeath -f
@LINES@
