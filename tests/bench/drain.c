/* The floor of reading YAML: parses every file named on standard input with libyaml and throws the events away. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static void drain(FILE *file, unsigned long *count)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int is_end = 0;
    if (!yaml_parser_initialize(&parser))
        exit(EXIT_FAILURE);
    yaml_parser_set_input_file(&parser, file);
    while (!is_end && yaml_parser_parse(&parser, &event)) {
        is_end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        ++*count;
    }
    yaml_parser_delete(&parser);
}

int main(void)
{
    char path[4096];
    unsigned long count = 0;
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = '\0';
        FILE *file = fopen(path, "rb");
        if (!file)
            return EXIT_FAILURE;
        drain(file, &count);
        fclose(file);
    }
    printf("%lu events\n", count);
    return EXIT_SUCCESS;
}
