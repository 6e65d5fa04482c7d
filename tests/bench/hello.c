/* The floor of starting: a program that is linked with contractlint's libraries and uses none. */
#include <stdio.h>

int main(void)
{
    puts("hello");
    return 0;
}
