#ifndef HEATDEATH_CPLATFORM_H
#define HEATDEATH_CPLATFORM_H

#include <sys/eventfd.h>
#include <sys/signalfd.h>

#endif
